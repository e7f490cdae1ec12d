#pragma once

#include "common/toy/server_line.hpp"

#include <string_view>

namespace toy_client {

/// The handlers for everything that is not the reply to a command.
///
/// A server may send an event at any time: before a go-ahead, or between a
/// command and its reply. An event begins with `*`, so it is never mistaken for
/// a reply, nor a reply for an event.
class ToyEvents {
public:
    virtual ~ToyEvents() = default;

    virtual void on_hello(const toy::Hello&) {}
    virtual void on_new(const toy::New&) {}
    virtual void on_still_here(const toy::StillHere&) {}
    /// The server is about to close; the conversation is over.
    virtual void on_bye(const toy::Bye&) {}
    /// The event is not known; it may be one of a later version.
    virtual void on_other(const toy::OtherEvent&) {}

    /// The server lets us idle: from now on it tells news at once.
    virtual void on_idling() {}

    /// The server has refused to let us idle, or has ended idling by itself.
    /// The client does not try again until `subscribe()` is called.
    virtual void on_unsubscribed(std::string_view /*why*/) {}

    /// A line from the server makes no sense; the conversation goes on.
    virtual void on_trouble(std::string_view /*text*/) {}
};

} // namespace toy_client
