#pragma once

#include "common/session.hpp"
#include "proto_client/watch/refusal.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace watch {

/// The protocol's half of a watch: one mailbox, seen over one connection.
///
/// News is state, not a queue. A source never hands over "the next message".
/// It says `nudged()`: there may be news. The owner then asks what is new since
/// a position, and is told every message once and in order. So a nudge may be
/// lost, doubled or wrong, and still no message is missed or told twice.
///
///     take_session, ready -> ask -> message, moved_to, ... -> caught_up
///                             ^                                   |
///                             +---------- nudged <-- waiting <-- wait
///
/// The owner decides when to connect, to ask, to re-arm and to give up. The
/// source decides how that is said in its protocol.
class NewsSource {
public:
    /// A place in the history of the mailbox. Its owner stores it and hands it
    /// back, also on a later connection; only the source can read it. For the
    /// toy it is the number of the last message, "7". For IMAP it will be the
    /// UIDVALIDITY and the last UID, "3857529045 42".
    using Position = std::string;

    /// Tells what has happened to a message.
    enum class Event : std::uint8_t { arrived, flags, gone };

    /// The facts of a message, as a stranger has written them.
    struct Message {
        std::uint32_t number;  ///< IMAP: the UID
        std::string_view text; ///< IMAP: the subject
        // The toy's messages do not have these, so they are empty.
        std::string_view from = {}, date = {}, message_id = {};
        /// The first octets of the message itself, if they were asked for.
        std::string_view source = {};
        Event event = Event::arrived;
    };

    /// The owner of a source, which is told what the source finds out. It may
    /// call the source from here, but not destroy it.
    class Owner {
    public:
        virtual ~Owner() = default;
        /// The mailbox is open and has so many messages. It is time to ask.
        virtual void ready(std::uint32_t messages) = 0;
        /// There may be news. Called only while the source waits.
        virtual void nudged() = 0;
        /// A message is new since the position of the question.
        virtual void message(const Message& message) = 0;
        /// Everything up to `position` has been told: ask from there next time.
        virtual void moved_to(const Position& position) = 0;
        /// The question is answered: nothing more is new.
        virtual void caught_up() = 0;
        /// The source waits. If `pushed`, the server says when there is news.
        /// Otherwise nobody does, and only `rearm()` finds it.
        virtual void waiting(bool pushed) = 0;
        /// A message has other flags now: `text` has them, with spaces between
        /// them. Or a message is gone. The number is 0 if it is not known. What
        /// happens while there is no connection is not told.
        virtual void changed(const Message& /*message*/) {}
        /// Something is odd; the conversation goes on.
        virtual void trouble(std::string_view text) = 0;
    };

    virtual ~NewsSource() = default;

    /// Gives away the session that is to use the connection. Call it once. The
    /// session and the source may be destroyed in any order, but neither from
    /// within a call of the other.
    virtual std::unique_ptr<Session> take_session() = 0;

    /// Asks what is new since `position`. Without a position, or with one of
    /// another mailbox, nothing is old: the source decides where to begin. If
    /// the connection ends before `caught_up()`, ask again on the next one.
    /// One question at a time.
    virtual void ask(const std::optional<Position>& position) = 0;

    /// Waits for news. What came since `caught_up()` is a nudge at once.
    virtual void wait() = 0;

    /// Makes sure, while it waits, that the server is alive and will tell news.
    /// `waiting()` is called again when that is so.
    virtual void rearm() = 0;

    /// Says goodbye as the protocol has it; the session finishes soon.
    virtual void say_bye() = 0;

    /// Ends the conversation without a word, or does nothing if it has ended.
    virtual void hang_up(std::string_view why) = 0;

    /// Returns the reason why the conversation has ended; empty while it goes
    /// on, and after a proper goodbye.
    virtual const std::string& why() const = 0;

    /// Returns why the server would not serve us, if it has refused that.
    virtual Refusal refusal() const { return {}; }

    /// Returns the time when the server was last heard.
    virtual Clock::time_point last_heard() const = 0;
};

} // namespace watch
