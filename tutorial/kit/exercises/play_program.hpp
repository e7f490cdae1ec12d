#pragma once

#include "common/transcript/transcript.hpp"
#include "tutorial/kit/conversation/tcp_conversation.hpp"
#include "tutorial/kit/exercises/program.hpp"

#include <optional>
#include <string>

/// How a student's program fared.
struct Played {
    Outcome outcome;
    std::string said;                 ///< the last of what it printed
    std::optional<std::string> ended; ///< "ended with exit code 1", if it has
    bool reached = true;              ///< there was a connection to it
};

/// Plays `transcript` once against a fresh `program`, whose role is `role`;
/// the kit plays the other. Whatever the program does, this comes to an end.
Played play_program(const transcript::Transcript& transcript,
                    transcript::Side role, const Program& program,
                    transcript::Cut cut);
