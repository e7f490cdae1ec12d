// This half of ToyClient handles the lines that come from the server.

#include "proto_client/limits.hpp"
#include "proto_client/toy/greeting.hpp"
#include "proto_client/toy/toy_client.hpp"

#include <utility>

namespace toy_client {

void ToyClient::receive_line(const framing::Frame& frame) {
    if (phase_ == Phase::greeting) return greet(frame);
    if (frame.kind == framing::Frame::Kind::too_long) {
        return trouble("a line longer than " +
                       std::to_string(toy::limits::line) + " octets");
    }
    const auto line = toy::parse_server_line(frame.text);
    if (!line) {
        return trouble("no line of the toy: " + in_quotes(frame.text) + ": " +
                       line.error().what);
    }
    std::visit([this](const auto& known) { handle(known); }, *line);
}

void ToyClient::greet(const framing::Frame& frame) {
    const auto line = toy::parse_server_line(frame.text);
    if (line && std::holds_alternative<toy::Bye>(*line))
        return handle(std::get<toy::Bye>(*line));
    if (!line || !std::holds_alternative<toy::Hello>(*line))
        return hang_up(explain_greeting(frame.text));
    enter(Phase::free);
    events_.on_hello(std::get<toy::Hello>(*line));
}

void ToyClient::handle(const toy::Hello& hello) {
    trouble("a second greeting: " + in_quotes(toy::print(hello)));
}

void ToyClient::handle(const toy::New& event) {
    events_.on_new(event);
}

void ToyClient::handle(const toy::StillHere& event) {
    events_.on_still_here(event);
}

void ToyClient::handle(const toy::Bye& bye) {
    events_.on_bye(bye);
    if (phase_ == Phase::quitting) return; // the reply to quit follows
    hang_up("the server said bye" + (bye.why.empty() ? "" : ": " + bye.why));
}

void ToyClient::handle(const toy::OtherEvent& event) {
    events_.on_other(event);
}

/// A request that was made while we waited for the go-ahead could not be sent.
/// `advance()` says `done` for it after this.
void ToyClient::handle(const toy::GoAhead& go) {
    if (phase_ != Phase::entering) {
        maybe_out_of_step_ = true;
        return trouble("a go-ahead that nobody waits for: " +
                       in_quotes(toy::print(go)));
    }
    enter(Phase::idling);
    idling_since_ = last_heard_;
    events_.on_idling();
}

void ToyClient::handle(const toy::Reply& reply) {
    const auto shown = in_quotes(toy::print(reply));
    switch (phase_) {
    case Phase::quitting:
        return hang_up({});
    case Phase::leaving:
        enter(Phase::free);
        maybe_out_of_step_ = true;
        if (reply.outcome != toy::Reply::Outcome::ok)
            trouble("done was answered with " + shown);
        return;
    case Phase::entering:
        return stop_idling("idle was refused with " + shown);
    case Phase::idling:
        // A bad does not end idling: the server has not understood a line.
        if (reply.outcome != toy::Reply::Outcome::bad)
            return stop_idling("idling was ended with " + shown);
        break;
    case Phase::greeting:
    case Phase::free:
        if (!in_flight_.empty()) return answer_request(reply);
    }
    trouble("a reply that nobody waits for: " + shown);
}

/// A `bad` is no answer to a request of ours when the ends may be out of step:
/// then it answers the `done` that has crossed the server's own end of idling,
/// or it comes from a server that idles although it refused to. With tags a
/// reply would say what it answers. Without them every reply from now on would
/// be taken for that of another request.
void ToyClient::answer_request(const toy::Reply& reply) {
    const bool is_bad = reply.outcome == toy::Reply::Outcome::bad;
    if (is_bad && maybe_out_of_step_) {
        return hang_up("the server and we are out of step: it said " +
                       in_quotes(toy::print(reply)));
    }
    maybe_out_of_step_ = false;
    const auto on_reply = std::move(in_flight_.front());
    in_flight_.pop_front();
    if (!quit_wanted_) awaiting_since_.reset();
    on_reply(reply);
}

void ToyClient::stop_idling(const std::string& why) {
    enter(Phase::free);
    subscribed_ = false;
    events_.on_unsubscribed(why);
}

// [trouble]
/// A server that sends nothing but nonsense is left in the end: otherwise it
/// would keep us busy for ever.
void ToyClient::trouble(const std::string& text) {
    events_.on_trouble(text);
    if (++troubles_ >= client::limits::troubles)
        hang_up("the server makes no sense; the last was " + text);
}
// [/trouble]

} // namespace toy_client
