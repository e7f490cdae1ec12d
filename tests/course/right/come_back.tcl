# Exercise 6.2 in Tcl, with blocking reads and a loop around them.
proc hear {server} {
    if {[gets $server line] < 0 || [eof $server]} {error gone}
    return [string trimright $line "\r"]
}
# The next line that is no event; news is kept.
proc reply {server} {
    while {[string index [set line [hear $server]] 0] eq "*"} {note $line}
    return $line
}
proc note {line} {
    if {[regexp {^\* new ([0-9]+)$} $line all n] && $n > $::known} {
        set ::known $n
    }
}
proc say {server line} {
    puts -nonewline $server "$line\r\n"
    flush $server
}
proc watch {server} {
    set ::known 0
    if {![string match {\* hello *} [hear $server]]} {error full}
    say $server count
    set count [string range [reply $server] 3 end]
    if {$count > $::known} {set ::known $count}
    if {$::told < 0 || $count < $::told} {set ::told $count}
    while 1 {
        while {$::told < $::known} {
            say $server "read [expr {$::told + 1}]"
            puts [string range [reply $server] 3 end]
            incr ::told
        }
        say $server idle
        reply $server
        while {$::told >= $::known} {note [hear $server]}
        say $server done
        reply $server
    }
}
set told -1
set longest 500
while 1 {
    catch {
        set server [socket 127.0.0.1 [lindex $argv 0]]
        fconfigure $server -translation binary
        watch $server
    }
    catch {close $server}
    after [expr {int($longest / 2 + rand() * $longest / 2)}]
    set longest [expr {min(2 * $longest, 2000)}]
}
