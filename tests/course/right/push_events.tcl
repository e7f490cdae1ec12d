# Exercise 3.1 in Tcl, with file events.
set messages {{Studio to let in the 5e} {Flat to rent in the 11e}
    {Two rooms under the roof}}
array set told {}
array set idling {}
array set held {}

proc say {client line} {
    catch {puts -nonewline $client "$line\r\n"; flush $client}
}
proc know {client} {
    set ::told($client) [llength $::messages]
}
proc tell {client} {
    if {$::told($client) < [llength $::messages]} {
        say $client "* new [know $client]"
    }
}
proc answer {client line} {
    if {$line eq "count"} {
        say $client "ok [know $client]"
    } elseif {[regexp {^read ([1-9][0-9]*)$} $line all number]} {
        if {$number <= [llength $::messages]} {
            say $client "ok [lindex $::messages [expr {$number - 1}]]"
        } else {
            say $client "no such message"
        }
    } elseif {[regexp {^post (.+)$} $line all text]} {
        lappend ::messages $text
        say $client "ok [know $client]"
        foreach other [array names ::idling] {tell $other}
    } elseif {$line eq "idle"} {
        set ::idling($client) 1
        say $client "+ idling"
        tell $client
    } elseif {$line eq "done" && [info exists ::idling($client)]} {
        tell $client
        unset ::idling($client)
        say $client "ok done"
    } elseif {$line eq "noop"} {
        tell $client
        say $client "ok"
    } else {
        say $client "bad unknown command"
    }
}
proc hear {client} {
    if {[catch {read $client} portion] || [eof $client]} {
        catch {close $client}
        unset ::told($client) ::held($client)
        array unset ::idling $client
        return
    }
    append ::held($client) $portion
    while {[set end [string first "\n" $::held($client)]] >= 0} {
        set line [string range $::held($client) 0 [expr {$end - 1}]]
        set ::held($client) [string range $::held($client) $end+1 end]
        if {[string index $line end] eq "\r"} {
            set line [string range $line 0 end-1]
        }
        answer $client $line
    }
}
proc meet {client address port} {
    fconfigure $client -translation binary -blocking 0 -buffering none
    set ::held($client) ""
    say $client "* hello toy/1 [know $client] messages"
    fileevent $client readable [list hear $client]
}
socket -server meet -myaddr 127.0.0.1 [lindex $argv 0]
vwait forever
