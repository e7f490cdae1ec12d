# The session of README.md with net/imap.
require 'net/imap'

$stdout.sync = true
host, port, user, password = ARGV
imap = Net::IMAP.new(host, port: port.to_i)
imap.login(user, password)
puts "folders #{imap.list('', '*').map(&:name).sort.join(' ')}"
imap.append('INBOX',
            "Subject: Loft\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" \
            "In a château.\r\n".b)
imap.select('INBOX')
data, = imap.fetch(1, 'ENVELOPE')
puts "subject #{data.attr['ENVELOPE'].subject}"
puts "found #{imap.search(['TEXT', 'château'.b], 'UTF-8').length}"
data, = imap.store(1, '+FLAGS', [:Flagged])
puts "flags #{data.attr['FLAGS'].reject { |flag| flag == :Recent }
                  .map { |flag| "\\#{flag}" }.join(' ')}"
imap.create('Homes')
imap.move(1, 'Homes')
puts "left #{imap.status('INBOX', ['MESSAGES'])['MESSAGES']}"

imap.idle(20) do |response|
  if response.is_a?(Net::IMAP::ContinuationRequest)
    puts 'idling'
  elsif response.is_a?(Net::IMAP::UntaggedResponse) && response.name == 'EXISTS'
    puts 'told'
    imap.idle_done
  end
end
imap.logout
