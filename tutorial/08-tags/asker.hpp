#pragma once

#include "common/imap/requests/command.hpp"
#include "common/imap/responses/response.hpp"
#include "common/imap/responses/response_reader.hpp"
#include "common/session.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Returns the line of a response, without CR LF.
std::string line_of(const imap::Response& response);

/// A command that has not ended yet, and the data that came for it.
struct Question {
    std::string tag;
    std::string text; ///< as it was said, without the tag
    imap::Command command;
    std::vector<imap::Response> data{};
};

/// A client that says commands under tags of its own. How it understands what
/// comes is left to `hear`.
class Asker : public Session {
public:
    void start(Clock::time_point) override {}
    std::size_t receive(std::string_view bytes, Clock::time_point) override;
    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

protected:
    /// Says a command with a new tag, and does not wait.
    void ask(std::string_view text);

    virtual void greeted() = 0;
    virtual void hear(imap::Response response) = 0;

    std::vector<Question> in_flight_; // the oldest first

private:
    imap::ResponseReader reader_;
    bool greeted_ = false;
    int commands_ = 0;
};
