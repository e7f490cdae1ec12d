# Exercise 3.1 in Perl with select: what is said goes out octet by octet.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;
use Socket qw(IPPROTO_TCP TCP_NODELAY);
$SIG{PIPE} = 'IGNORE';
my @messages = ('Studio to let in the 5e', 'Flat to rent in the 11e',
                'Two rooms under the roof');
my $door = IO::Socket::INET->new(LocalAddr => '127.0.0.1',
                                 LocalPort => $ARGV[0], Listen => 16,
                                 ReuseAddr => 1) or die $!;
my $all = IO::Select->new($door);
my %clients;

sub say_line {
    my ($client, $line) = @_;
    syswrite $client->{socket}, $_ for split //, "$line\r\n";
}

sub know { $_[0]{told} = @messages }

sub tell_news {
    my ($client) = @_;
    say_line($client, '* new ' . know($client)) if $client->{told} < @messages;
}

sub answer {
    my ($client, $line) = @_;
    if ($line eq 'count') { say_line($client, 'ok ' . know($client)) }
    elsif ($line =~ /\Aread ([1-9][0-9]*)\z/) {
        say_line($client, $1 <= @messages ? "ok $messages[$1 - 1]"
                                          : 'no such message');
    } elsif ($line =~ /\Apost (.+)\z/s) {
        push @messages, $1;
        say_line($client, 'ok ' . know($client));
        for (values %clients) { tell_news($_) if $_->{idling} }
    } elsif ($line eq 'idle') {
        $client->{idling} = 1;
        say_line($client, '+ idling');
        tell_news($client);
    } elsif ($line eq 'done' && $client->{idling}) {
        tell_news($client);
        $client->{idling} = 0;
        say_line($client, 'ok done');
    } elsif ($line eq 'noop') {
        tell_news($client);
        say_line($client, 'ok');
    } else { say_line($client, 'bad unknown command') }
}

while (1) {
    for my $socket ($all->can_read) {
        if ($socket == $door) {
            my $new = $door->accept or next;
            setsockopt $new, IPPROTO_TCP, TCP_NODELAY, 1;
            $all->add($new);
            my $client = $clients{$new} = {socket => $new, line => ''};
            say_line($client, '* hello toy/1 ' . know($client) . ' messages');
            next;
        }
        my $client = $clients{$socket};
        if (!sysread $socket, $client->{line}, 4096, length $client->{line}) {
            delete $clients{$socket};
            $all->remove($socket);
            close $socket;
            next;
        }
        answer($client, $1) while $client->{line} =~ s/\A(.*?)\r?\n//s;
    }
}
