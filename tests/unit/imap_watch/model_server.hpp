#pragma once

#include "common/imap/requests/request.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A mailbox as it is on the server's disk.
struct ModelMailbox {
    std::uint32_t uid_validity = 1;
    std::uint32_t next_uid = 1;
    std::vector<std::pair<std::uint32_t, int>>
        messages; ///< a UID, and a number that names the message

    void deliver(int name) { messages.emplace_back(next_uid++, name); }

    bool has(std::uint32_t uid) const {
        return std::any_of(messages.begin(), messages.end(),
                           [&](const auto& one) { return one.first == uid; });
    }

    /// Gives every message another UID, as a server does after it has lost
    /// them.
    void number_anew() {
        ++uid_validity;
        next_uid = 1;
        for (auto& [uid, name] : messages) uid = next_uid++;
    }
};

/// Servers differ in these, so a client cannot rely on them.
struct ModelManners {
    bool idles = true;  ///< offers IDLE
    bool pushes = true; ///< says news while the client idles
    bool tells_uid_next = true;
    bool tells_at_once = true; ///< says news with the reply to any command
    bool forgets = false;      ///< never says every third EXISTS
};

/// A small server for one connection: it hears what the client says, and it
/// answers at once.
class ModelServer {
public:
    ModelServer(ModelMailbox& mailbox, ModelManners manners)
        : mailbox_(mailbox), manners_(manners) {
        out_ = "* OK [CAPABILITY " + capabilities() + "] hello\r\n";
    }

    std::string take_output() { return std::exchange(out_, {}); }

    void receive(std::string_view bytes) {
        in_ += bytes;
        for (auto end = in_.find("\r\n"); end != in_.npos;
             end = in_.find("\r\n")) {
            const auto line = in_.substr(0, end);
            in_.erase(0, end + 2);
            take(line);
        }
    }

    /// Sends news to a client that idles. Call it after a change of the
    /// mailbox.
    void nudge() {
        if (!idle_tag_.empty() && manners_.pushes) tell_news(true);
    }

private:
    using Known = std::pair<std::uint32_t, int>;

    std::string capabilities() const {
        return std::string("IMAP4rev1") + (manners_.idles ? " IDLE" : "");
    }

    void take(const std::string& line) {
        if (!idle_tag_.empty()) {
            tell_news(manners_.pushes);
            return say(std::exchange(idle_tag_, {}) + " OK idled");
        }
        const auto request = imap::parse_request(line);
        if (!request) return say("* BAD " + request.error().what);
        tag_ = request->tag;
        std::visit([this](const auto& command) { answer(command); },
                   request->command);
    }

    void answer(const imap::Login&) {
        done("OK [CAPABILITY " + capabilities() + "] in");
    }
    void answer(const imap::Select&) {
        view_ = mailbox_.messages;
        say("* " + std::to_string(view_.size()) + " EXISTS");
        say("* OK [UIDVALIDITY " + std::to_string(mailbox_.uid_validity) +
            "] valid");
        if (manners_.tells_uid_next)
            say("* OK [UIDNEXT " + std::to_string(mailbox_.next_uid) + "] x");
        done("OK selected");
    }
    void answer(const imap::Noop&) {
        tell_news(true);
        done("OK done");
    }
    void answer(const imap::Idle&) {
        if (!manners_.idles) return done("BAD what?");
        idle_tag_ = tag_;
        if (manners_.pushes && manners_.tells_at_once) tell_news(true);
        say("+ idling");
        nudge();
    }
    /// A message that is gone from the disk is not shown (RFC 2180 §4.1.2).
    void answer(const imap::Fetch& fetch) {
        const auto largest = view_.empty() ? 0 : view_.back().first;
        bool gone = false;
        for (std::size_t i = 0; i < view_.size(); ++i) {
            const auto uid = view_[i].first;
            if (!fetch.set.contains(uid, largest)) continue;
            const bool there = has(mailbox_.messages, view_[i]);
            gone = gone || !there;
            if (there) show(i + 1, fetch);
        }
        if (manners_.tells_at_once) tell_news(false);
        done(gone ? "NO [EXPUNGEISSUED] some are gone" : "OK done");
    }
    void answer(const imap::Logout&) {
        say("* BYE bye");
        done("OK done");
    }
    template<class Other>
    void answer(const Other&) {
        done("BAD not here");
    }

    void show(std::size_t number, const imap::Fetch& fetch) {
        const auto [uid, name] = view_[number - 1];
        auto text = "* " + std::to_string(number) + " FETCH (UID " +
                    std::to_string(uid);
        if (fetch.items.size() > 1)
            text += " ENVELOPE (NIL \"" + std::to_string(name) +
                    "\" NIL NIL NIL NIL NIL NIL NIL NIL)";
        say(text + ")");
    }

    static bool has(const std::vector<Known>& some, const Known& one) {
        return std::find(some.begin(), some.end(), one) != some.end();
    }

    /// Expunges are told only when no command but NOOP or IDLE is in progress
    /// (RFC 3501 §7.4.1).
    void tell_news(bool expunges) {
        for (auto i = view_.size(); expunges && i > 0; --i) {
            if (has(mailbox_.messages, view_[i - 1])) continue;
            view_.erase(view_.begin() + static_cast<std::ptrdiff_t>(i - 1));
            say("* " + std::to_string(i) + " EXPUNGE");
        }
        const auto before = view_.size();
        const auto last = view_.empty() ? 0 : view_.back().first;
        for (const auto& one : mailbox_.messages)
            if (one.first > last) view_.push_back(one);
        if (view_.size() > before && !(manners_.forgets && ++news_ % 3 == 0))
            say("* " + std::to_string(view_.size()) + " EXISTS");
    }

    void say(const std::string& line) { out_ += line + "\r\n"; }
    void done(const std::string& how) { say(tag_ + " " + how); }

    ModelMailbox& mailbox_;
    ModelManners manners_;
    std::vector<Known> view_;
    std::string in_, out_, tag_, idle_tag_;
    int news_ = 0; ///< how often EXISTS was due
};
