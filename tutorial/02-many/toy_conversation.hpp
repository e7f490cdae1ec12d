#pragma once

#include "common/framing/framer.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"

#include <string>
#include <string_view>
#include <vector>

using Messages = std::vector<std::string>;

// [conversation]
/// The conversation with one client, by the toy's grammar: bytes in, bytes
/// out.
class ToyConversation {
public:
    explicit ToyConversation(Messages& messages) : messages_(messages) {}

    std::string hello() const;

    /// Takes a portion of any size, and returns what is to be sent.
    std::string receive(std::string_view bytes);

    bool finished() const { return finished_; }

private:
    std::string answer(std::string_view line);
    std::string answer(const toy::Count&) const;
    std::string answer(const toy::Read& read) const;
    std::string answer(const toy::Post& post);
    std::string answer(const toy::Noop&) const { return "ok"; }
    std::string answer(const toy::Quit&);
    std::string answer(const auto&) const { return "bad not in chapter 2"; }

    Messages& messages_;
    framing::Framer framer_{toy::limits::line};
    bool finished_ = false;
};
// [/conversation]
