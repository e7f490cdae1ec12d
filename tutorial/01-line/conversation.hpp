#pragma once

#include "common/framing/framer.hpp"
#include "common/toy/limits.hpp"

#include <string>
#include <string_view>
#include <vector>

using Messages = std::vector<std::string>;

// [conversation]
/// The conversation with one client. It knows no socket: bytes in, bytes out.
class Conversation {
public:
    explicit Conversation(Messages& messages) : messages_(messages) {}

    std::string hello() const;

    /// Takes a portion of any size, and returns what is to be sent.
    std::string receive(std::string_view bytes);

    bool finished() const { return finished_; }

private:
    std::string answer(std::string_view line);
    std::string read(std::string_view number) const;

    Messages& messages_;
    framing::Framer framer_{toy::limits::line};
    bool finished_ = false;
};
// [/conversation]
