// A client that takes each line for what it is, and waits for none.

#include "common/toy/server_line.hpp"
#include "tutorial/03-push/lines.hpp"

#include <algorithm>
#include <asio/error.hpp>
#include <deque>
#include <functional>
#include <iostream>

// [class]
class Watch {
public:
    explicit Watch(Lines& server) : server_(server) {}

    /// The only place that hears. Returns when the server has said bye.
    void run() {
        while (!over_) take(server_.hear());
    }

private:
    using OnReply = std::function<void(const toy::Reply&)>;

    void take(const std::string& line);
    void handle(const toy::Hello& hello);
    void handle(const toy::New& event);
    void handle(const toy::StillHere&) {}
    void handle(const toy::OtherEvent&) {}
    void handle(const toy::Bye& bye);
    void handle(const toy::GoAhead& go);
    void handle(const toy::Reply& reply);

    void go_on();
    void read(std::uint32_t number);
    void leave_for_news();
    void ask(const std::string& command, OnReply on_reply);

    Lines& server_;
    std::deque<OnReply> asked_; ///< who waits for a reply, in order
    std::uint32_t known_ = 0;   ///< messages there are
    std::uint32_t read_ = 0;    ///< how many of them are old, or asked for
    bool idling_ = false;
    bool over_ = false;
};
// [/class]

// [take]
void Watch::take(const std::string& line) {
    const auto parsed = toy::parse_server_line(line);
    if (!parsed) return; // not the toy
    std::visit([this](const auto& it) { handle(it); }, *parsed);
}
// [/take]

// [events]
void Watch::handle(const toy::Hello& hello) {
    known_ = read_ = hello.messages;
    go_on();
}

void Watch::handle(const toy::New& event) {
    known_ = std::max(known_, event.messages);
    leave_for_news();
}

void Watch::handle(const toy::Bye&) {
    over_ = true;
}

void Watch::handle(const toy::GoAhead&) {
    idling_ = true;
    leave_for_news();
}
// [/events]

// [replies]
void Watch::ask(const std::string& command, OnReply on_reply) {
    asked_.push_back(std::move(on_reply));
    server_.say(command);
}

void Watch::handle(const toy::Reply& reply) {
    if (asked_.empty()) return; // nobody asked
    const auto on_reply = std::move(asked_.front());
    asked_.pop_front();
    on_reply(reply);
    if (asked_.empty()) go_on();
}
// [/replies]

// [steps]
/// Says `done` if there is news: while we idle we may say nothing else.
void Watch::leave_for_news() {
    if (!idling_ || read_ == known_) return;
    idling_ = false;
    ask("done", [](const toy::Reply&) {});
}

/// Nobody waits for a reply, and we do not idle: we may speak.
void Watch::go_on() {
    if (read_ == known_) return server_.say("idle");
    while (read_ < known_) read(++read_);
}

void Watch::read(std::uint32_t number) {
    ask("read " + std::to_string(number), [number](const toy::Reply& reply) {
        std::cout << number << " " << reply.text << std::endl;
    });
}
// [/steps]

int main(int argc, char** argv) {
    const auto port = port_of(argc, argv, "Prints each new message.");
    try {
        Lines server(port);
        Watch(server).run();
    } catch (const std::system_error& error) {
        if (error.code() == asio::error::eof) return 0; // the server closed
        std::cerr << argv[0] << ": port " << port << ": "
                  << error.code().message()
                  << ". Start the server first:\n  ch3_server " << port << "\n";
        return 1;
    }
}
