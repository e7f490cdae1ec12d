# Exercise 3.2 in Perl, reading octet by octet.
use strict;
use warnings;
use IO::Socket::INET;
my $server = IO::Socket::INET->new("127.0.0.1:$ARGV[0]") or die $!;

sub hear {
    my $line = '';
    while ($line !~ /\n\z/) {
        sysread $server, my $octet, 1 or exit;
        $line .= $octet;
    }
    $line =~ s/\r\n\z//r;
}

sub say_line { syswrite $server, "$_[0]\r\n" }

my ($known) = hear() =~ /(\d+) messages/;
my $read = $known;
while (1) {
    say_line('idle');
    hear();
    ($known) = hear() =~ /\A\* new (\d+)/;
    say_line('done');
    hear();
    while ($read < $known) {
        say_line('read ' . ++$read);
        print substr(hear(), 3), "\n";
    }
}
