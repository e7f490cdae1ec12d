// Exercise 3.1 in Go: one goroutine owns the messages, and each client is a
// goroutine that sends it lines by a channel.
package main

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
)

type client struct {
	socket net.Conn
	told   int
	idles  bool
}

type line struct {
	from *client
	text string
	gone bool
}

var messages = []string{"Studio to let in the 5e", "Flat to rent in the 11e",
	"Two rooms under the roof"}
var clients = map[*client]bool{}

func (one *client) say(text string) {
	fmt.Fprintf(one.socket, "%s\r\n", text)
}

func (one *client) know() int {
	one.told = len(messages)
	return one.told
}

func (one *client) tell() {
	if one.told < len(messages) {
		one.say(fmt.Sprintf("* new %d", one.know()))
	}
}

func answer(one *client, text string) {
	verb, rest, hasRest := strings.Cut(text, " ")
	switch {
	case text == "count":
		one.say(fmt.Sprintf("ok %d", one.know()))
	case verb == "read" && hasRest && isNumber(rest):
		number, err := strconv.Atoi(rest)
		if err == nil && number <= len(messages) {
			one.say("ok " + messages[number-1])
		} else {
			one.say("no such message")
		}
	case verb == "post" && rest != "":
		messages = append(messages, rest)
		one.say(fmt.Sprintf("ok %d", one.know()))
		for other := range clients {
			if other.idles {
				other.tell()
			}
		}
	case text == "idle":
		one.idles = true
		one.say("+ idling")
		one.tell()
	case text == "noop":
		one.tell()
		one.say("ok")
	case text == "done" && one.idles:
		one.tell()
		one.idles = false
		one.say("ok done")
	default:
		one.say("bad unknown command")
	}
}

func isNumber(text string) bool {
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return text != "" && text[0] != '0'
}

func read(one *client, lines chan<- line) {
	for in := bufio.NewReader(one.socket); ; {
		text, err := in.ReadString('\n')
		if err != nil {
			lines <- line{one, "", true}
			return
		}
		text = strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
		lines <- line{one, text, false}
	}
}

func main() {
	door, err := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
	if err != nil {
		panic(err)
	}
	lines, newcomers := make(chan line), make(chan *client)
	go func() {
		for {
			socket, err := door.Accept()
			if err == nil {
				newcomers <- &client{socket: socket}
			}
		}
	}()
	for {
		select {
		case one := <-newcomers:
			clients[one] = true
			one.say(fmt.Sprintf("* hello toy/1 %d messages", one.know()))
			go read(one, lines)
		case said := <-lines:
			if said.gone {
				said.from.socket.Close()
				delete(clients, said.from)
			} else {
				answer(said.from, said.text)
			}
		}
	}
}
