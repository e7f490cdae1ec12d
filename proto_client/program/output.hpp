#pragma once

#include "common/session.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

/// What the program has to say: results on stdout, the rest on stderr.
///
/// Every line is flushed. It says itself when they cannot be written.
class Output {
public:
    virtual ~Output() = default;

    virtual void connected(std::string_view to, std::uint32_t messages) = 0;
    virtual void disconnected(std::string_view why,
                              Clock::duration retry_in) = 0;
    /// A message that a watch tells.
    virtual void news(std::uint32_t number, std::string_view text) = 0;
    virtual void trouble(std::string_view text) = 0;

    /// The answers to `read`, `post` and `count`.
    virtual void message(std::uint32_t number, std::string_view text) = 0;
    virtual void posted(std::string_view number) = 0;
    virtual void counted(std::string_view messages) = 0;
    /// The server said no or bad to `command`.
    virtual void refused(std::string_view command, std::string_view reply) = 0;
    /// There will be no answer.
    virtual void failed(std::string_view why) = 0;

    /// Nothing can be written any more.
    bool broken() const { return broken_; }

    /// The same, and not because the reader has gone: a full disk, perhaps.
    bool failed_to_write() const { return failed_to_write_; }

    /// Finds out without writing whether the reader of a pipe has gone.
    void look_for_reader();

protected:
    void print(std::string_view line);
    void note(std::string_view line);

private:
    bool broken_ = false;
    bool failed_to_write_ = false;
};

/// For people, or (`json`) one object a line for programs.
std::unique_ptr<Output> make_output(bool json);

/// `make_output()` for programs.
std::unique_ptr<Output> make_json_output();
