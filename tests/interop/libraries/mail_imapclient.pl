# The session of README.md with Mail::IMAPClient.
use strict;
use warnings;
use utf8;
use Encode qw(encode);
use Mail::IMAPClient;

$| = 1;
my ($host, $port, $user, $password) = @ARGV;
my $imap = Mail::IMAPClient->new(
    Server => $host, Port => $port, User => $user, Password => $password,
    Uid => 1) or die "login: $@";

sub check {
    my ($result) = @_;
    defined $result or die $imap->LastError;
    return $result;
}

print "folders ", join(' ', sort @{check(scalar $imap->folders)}), "\n";
check($imap->append('INBOX', encode('UTF-8',
    "Subject: Loft\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" .
    "In a château.\r\n")));
check($imap->select('INBOX'));
my ($uid) = @{check(scalar $imap->messages)};
print "subject ", check($imap->subject($uid)), "\n";
# The library takes what follows a literal for text; the text must be whole.
die "the text is not whole" unless
    check($imap->body_string($uid)) eq encode('UTF-8', "In a château.\r\n");
my $found = check(scalar $imap->search('CHARSET', 'UTF-8', 'TEXT',
    encode('UTF-8', 'château')));
print "found ", scalar(@$found), "\n";
check($imap->store($uid, '+FLAGS', '(\Flagged)'));
print "flags ", join(' ', grep { !/Seen|Recent/ } @{check(scalar $imap->flags($uid))}), "\n";
check($imap->create('Homes'));
check($imap->move('Homes', $uid));
check($imap->expunge);
print "left ", check($imap->message_count('INBOX')), "\n";

my $tag = check($imap->idle);
print "idling\n";
for (1 .. 10) {
    my $data = check(scalar $imap->idle_data(2));
    if (grep { /EXISTS/ } @$data) {
        print "told\n";
        last;
    }
}
check($imap->done($tag));
check($imap->logout);
