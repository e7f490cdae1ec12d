#pragma once

#include "common/toy/server_line.hpp"

#include <string_view>

/// What a client hears that is not the reply to a command.
///
/// A server may say these at any time: before a go-ahead, between a command
/// and its reply. An event is never mistaken for a reply, nor a reply for an
/// event.
class ToyEvents {
public:
    virtual ~ToyEvents() = default;

    virtual void on_hello(const toy::Hello&) {}
    virtual void on_new(const toy::New&) {}
    virtual void on_still_here(const toy::StillHere&) {}
    /// The conversation is over; the server is about to close.
    virtual void on_bye(const toy::Bye&) {}
    /// Of a later version of the protocol, perhaps.
    virtual void on_other(const toy::OtherEvent&) {}

    /// The server has let us idle: news will come as soon as there are any.
    virtual void on_idling() {}

    /// The server has refused to let us idle, or ended it by itself. Nobody
    /// tries again unless `subscribe()` is called again.
    virtual void on_unsubscribed(std::string_view /*why*/) {}

    /// The server has said what makes no sense; the conversation goes on.
    virtual void on_trouble(std::string_view /*text*/) {}
};
