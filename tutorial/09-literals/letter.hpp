#pragma once

#include "common/framing/framer.hpp"
#include "common/session.hpp"

#include <string>
#include <string_view>

/// A client that fetches the text of message 1, and prints what comes. How it
/// cuts the octets into responses is left to `receive`.
class Letter : public Session {
public:
    void start(Clock::time_point) override {}
    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

protected:
    /// Takes a whole response.
    void take(std::string_view response);

    framing::Framer framer_{8192};

private:
    void ask(std::string_view command);

    int commands_ = 0;
};

/// Takes each line for a response.
class ByLines : public Letter {
public:
    std::size_t receive(std::string_view bytes, Clock::time_point) override;
};

/// Joins lines and literals to responses.
class ByCount : public Letter {
public:
    std::size_t receive(std::string_view bytes, Clock::time_point) override;

private:
    std::string response_; // as far as it has come
};
