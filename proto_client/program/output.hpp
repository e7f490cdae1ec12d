#pragma once

#include "common/session.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace client {

/// The program's output: results go to stdout, everything else to stderr.
///
/// Every line is flushed. If a line cannot be written, the user is told here.
class Output {
public:
    virtual ~Output() = default;

    virtual void connected(std::string_view to, std::uint32_t messages) = 0;
    virtual void disconnected(std::string_view why,
                              Clock::duration retry_in) = 0;
    /// The watch has a new message.
    virtual void news(std::uint32_t number, std::string_view text) = 0;
    virtual void trouble(std::string_view text) = 0;

    /// The server's replies to `read`, `post` and `count`.
    virtual void message(std::uint32_t number, std::string_view text) = 0;
    virtual void posted(std::string_view number) = 0;
    virtual void counted(std::string_view messages) = 0;
    /// The server has answered `command` with no or bad.
    virtual void refused(std::string_view command, std::string_view reply) = 0;
    /// The server will not answer.
    virtual void failed(std::string_view why) = 0;

    /// True if stdout cannot be written to any more.
    bool broken() const { return broken_; }

    /// True if stdout is broken for another reason than that its reader has
    /// closed the pipe; a full disk, for example.
    bool failed_to_write() const { return failed_to_write_; }

    /// Finds out without writing whether stdout is a pipe that its reader has
    /// closed; `broken()` tells.
    void check_reader();

protected:
    void print(std::string_view line);
    void note(std::string_view line);

private:
    bool broken_ = false;
    bool failed_to_write_ = false;
};

/// Makes output for people; if `json`, one JSON object a line for programs.
std::unique_ptr<Output> make_output(bool json);

/// Makes output for programs; called by `make_output()`.
std::unique_ptr<Output> make_json_output();

} // namespace client
