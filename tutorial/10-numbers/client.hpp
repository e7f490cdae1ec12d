#pragma once

#include "tutorial/10-numbers/view.hpp"

#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>

/// A client without a socket: it says lines and hears lines. It says whatever
/// the dice want, as long as RFC 3501 §5.5 allows it. A rash client says it at
/// any time.
class Client {
public:
    Client(std::unique_ptr<View> view, bool rash)
        : view_(std::move(view)), rash_(rash) {}

    /// Returns a line to say, or nothing if the dice want what is not allowed.
    std::optional<std::string> say(std::mt19937& dice);

    /// Says a command with a new tag. Returns the line.
    std::string say(const std::string& command);

    void hear(std::string_view line);

    /// Returns the UID of the message that the STORE with this tag meant; 0 if
    /// the client did not know it, or if it was no STORE.
    std::uint32_t meant(const std::string& tag) const;

    const View& view() const { return *view_; }

private:
    bool may_say_number() const;

    std::unique_ptr<View> view_;
    bool rash_;
    int commands_ = 0;
    std::map<std::string, std::string> in_flight_; // tags, and their commands
    std::map<std::string, std::uint32_t> meant_;   // tags, and UIDs
};
