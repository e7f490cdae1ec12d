#pragma once

#include "common/framing/framer.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"

#include <string>
#include <string_view>
#include <vector>

using Messages = std::vector<std::string>;

// [class]
/// What is said with one client. It has seen no socket: bytes in, bytes out.
class Conversation {
public:
    explicit Conversation(Messages& messages) : messages_(messages) {}

    std::string hello();

    /// Takes a portion of any size, and returns what is to be sent.
    std::string receive(std::string_view bytes);

    /// `* new N`, if the client does not know; nothing otherwise.
    std::string news();

    bool idling() const { return idling_; }
    bool finished() const { return finished_; }

private:
    std::string answer_line(std::string_view line);
    std::string answer(const toy::Count&) { return ok_count(); }
    std::string answer(const toy::Read& read);
    std::string answer(const toy::Post& post);
    std::string answer(const toy::Idle&);
    std::string answer(const toy::Done&);
    std::string answer(const toy::Noop&) { return news() + "ok\r\n"; }
    std::string answer(const toy::Quit&);
    std::string ok_count();

    Messages& messages_;
    framing::Framer framer_{toy::max_line};
    std::size_t told_ = 0; ///< messages that the client knows of
    bool idling_ = false;
    bool finished_ = false;
};
// [/class]
