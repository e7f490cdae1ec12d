#pragma once

#include "common/imap/requests/request.hpp"
#include "common/imap/responses/response.hpp"
#include "proto_client/imap/known.hpp"
#include "proto_client/imap/limits.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace imap_client {

/// The server's reply to a command.
struct Reply {
    imap::Tagged end;                 ///< the line with the command's tag
    std::vector<imap::Response> data; ///< what the command asked for
    bool ok() const { return end.outcome == imap::Outcome::ok; }
};

/// The reply, or the reason why there is none.
using Result = tl::expected<Reply, std::string>;
using OnResult = std::function<void(const Result&)>;

// How an exchange works
// =====================
//
// An exchange is one command on its way, from its first octet to its tagged
// reply. ImapClient owns it, gives it a tag, and asks it the seven questions
// below. ImapClient knows no command by name: if a command does something
// differently, that is an override of one of the seven functions, in the file
// of its flow. An ordinary command overrides none of them. It is sent, the data
// that it asked for is collected until its tag comes, and then the caller is
// told. `idle.hpp` overrides six of them, and that is all there is to IDLE.
//
//     waiting --begin()--> in flight --tagged reply--> ended()
//                           |    ^
//            data: take()   |    |   `+`: go_ahead()
//                           v    |
//                       (stays in flight)

/// One command on its way.
class Exchange {
public:
    explicit Exchange(imap::Command command, OnResult on_result = {})
        : command_(std::move(command)), on_result_(std::move(on_result)) {}
    virtual ~Exchange() = default;
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    // [questions]
    /// 1. Its first octets are about to be sent.
    virtual void sent(Known&) {}

    /// 2. True if no other command may be in flight beside it.
    virtual bool alone() const { return false; }

    /// 3. Untagged data has come. Returns true if this command asked for it. It
    /// is then kept until the tag, or handed on. Data that no command takes is
    /// told as an event at once. (IDLE asks for nothing, so everything that
    /// comes while it lives is told at once.)
    virtual bool take(imap::Response& data);

    /// 4. The server has said `+`. Returns what to send now, or nothing if this
    /// command does not wait for a `+`.
    virtual std::optional<std::string> go_ahead(const imap::Continuation& go);

    /// 5. Another command waits, or the caller wants to stop. Returns what to
    /// send in order to end soon. Most commands end soon without it.
    virtual std::string make_room() { return {}; }

    /// 6. Returns how long the server may be silent now. Nothing stands for
    /// any time.
    virtual std::optional<std::chrono::seconds> patience() const {
        return limits::reply;
    }

    /// 7. The tagged reply has come, or the reason why there is none.
    virtual void ended(Known&, const Result& result) {
        if (on_result_) on_result_(result);
    }
    // [/questions]

    /// The caller does not want to hear of it any more.
    virtual void forget() { on_result_ = {}; }

    /// Returns the reason why the command may not be sent, if there is one.
    virtual std::optional<std::string> refusal(const Known& known) const;

    /// Returns the octets to send first: all of them, or those up to the first
    /// literal that the server must allow.
    std::string begin(const std::string& tag, imap::RequestStyle style,
                      Known& known);
    const std::string& tag() const { return tag_; }
    bool sent_whole() const { return sent_ == text_.octets.size(); }
    bool holds_too_much() const { return data_.size() > limits::collected; }
    std::vector<imap::Response> take_data() { return std::move(data_); }

protected:
    virtual imap::RequestText print(imap::RequestStyle style) const {
        return imap::print({tag_, command_}, style);
    }
    void keep(imap::Response& data) { data_.push_back(std::move(data)); }

    imap::Command command_;

private:
    std::string next_part();

    OnResult on_result_;
    std::string tag_;
    imap::RequestText text_;
    std::size_t sent_ = 0; ///< octets of `text_`
    std::vector<imap::Response> data_;
};

} // namespace imap_client
