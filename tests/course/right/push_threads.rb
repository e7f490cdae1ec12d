# Exercise 3.1 in Ruby: a thread for each client, and one lock.
require 'socket'

Messages = ['Studio to let in the 5e', 'Flat to rent in the 11e',
            'Two rooms under the roof'].map(&:b)
Lock = Mutex.new
Idling = []

Client = Struct.new(:socket, :told) do
  def say(line)
    socket.write(line.b + "\r\n".b)
  rescue SystemCallError, IOError
    nil # it has gone
  end

  def know
    self.told = Messages.size
  end

  def tell
    say("* new #{know}") if told < Messages.size
  end

  def answer(line)
    case line
    when 'count'.b then say("ok #{know}")
    when /\Aread ([1-9]\d*)\z/n
      text = Messages[$1.to_i - 1]
      say(text ? 'ok '.b + text : 'no such message')
    when /\Apost (.+)\z/mn
      Messages << $1
      say("ok #{know}")
      Idling.each(&:tell)
    when 'idle'.b
      Idling << self
      say('+ idling')
      tell
    when 'noop'.b
      tell
      say('ok')
    else
      return say('bad unknown command') unless line == 'done'.b && idles?

      tell
      forget
      say('ok done')
    end
  end

  def idles?
    Idling.any? { |other| other.equal?(self) }
  end

  def forget
    Idling.delete_if { |other| other.equal?(self) }
  end
end

door = TCPServer.new('127.0.0.1', ARGV[0].to_i)
loop do
  socket = door.accept
  Thread.new(socket) do |peer|
    client = Client.new(peer)
    Lock.synchronize { client.say("* hello toy/1 #{client.know} messages") }
    held = ''.b
    begin
      loop do
        held << peer.readpartial(4096)
        while (line = held.slice!(/\A.*?\n/mn))
          Lock.synchronize { client.answer(line.chomp("\n").chomp("\r")) }
        end
      end
    rescue SystemCallError, IOError
      nil
    ensure
      Lock.synchronize { client.forget }
      peer.close
    end
  end
end
