#pragma once

#include "common/session.hpp"
#include "proto_client/imap/mailbox_list.hpp"
#include "proto_client/watch/news_source.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace client {

/// The program's output: results go to stdout, everything else to stderr.
///
/// Every line is flushed. If a line cannot be written, the user is told here.
/// The texts of strangers are made harmless here, too.
class Output {
public:
    struct Options {
        bool json = false;
        bool insecure = false;  ///< every line says that nobody was checked
        bool mailboxes = false; ///< JSON says of which mailbox each line is
        std::string label = {}; ///< in front of each line for people
    };

    explicit Output(Options options) : options_(std::move(options)) {}
    virtual ~Output() = default;

    virtual void connected(const std::string& to, std::uint32_t messages) = 0;
    virtual void disconnected(const std::string& from, std::string_view why,
                              Clock::duration retry_in) = 0;
    /// The watch of a mailbox has a new message.
    virtual void news(const std::string& mailbox,
                      const watch::NewsSource::Message& message) = 0;
    /// A message has other flags, or is gone.
    virtual void changed(const std::string& mailbox,
                         const watch::NewsSource::Message& message) = 0;
    virtual void trouble(const std::string& mailbox, std::string_view text) = 0;

    /// A message of a `list`, and a mailbox of a `list --mailboxes`.
    virtual void listed(const watch::NewsSource::Message& message) = 0;
    virtual void mailbox(const imap_client::ListedMailbox& mailbox) = 0;

    /// The server's replies to `read`, `post` and `count`. The text may have
    /// many lines.
    virtual void message(std::uint32_t number, std::string_view text) = 0;
    /// The number is empty if the server has not told it.
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
    const Options& options() const { return options_; }
    void print(std::string_view line);
    void note(std::string_view line);

private:
    Options options_;
    bool broken_ = false;
    bool failed_to_write_ = false;
};

/// Tells on stderr what is wrong with the command line. Returns the exit code
/// for that.
int complain(const std::string& why);

/// Returns the JSON that tells what has happened to a message, without the end
/// of the line.
std::string event_json(const std::string& mailbox,
                       const watch::NewsSource::Message& message);

/// Makes output for people; or one JSON object a line for programs.
std::unique_ptr<Output> make_output(Output::Options options);

/// Makes output for programs; called by `make_output()`.
std::unique_ptr<Output> make_json_output(Output::Options options);

} // namespace client
