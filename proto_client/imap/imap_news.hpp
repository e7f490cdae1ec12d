#pragma once

#include "common/imap/values/date.hpp"
#include "proto_client/imap/enter.hpp"
#include "proto_client/imap/imap_client.hpp"
#include "proto_client/watch/news_source.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imap_client {

// How the news of a mailbox is found by IMAP
// ==========================================
//
// UIDs alone decide what is new. A position is the UIDVALIDITY and the UID of
// the last message that was told. The answer to ask() is what
// `UID FETCH last+1:* (UID)` finds above `last`. So an EXISTS is only a nudge,
// and no count is ever compared: counts go up and down while we are away.
//
//     enter -> EXAMINE -> ready ... ask: UIDs -> details, 50 at a time -> told
//                                                                    |
//     nudged <-- EXISTS -- IDLE <-- wait <---------- caught_up <-----+
//
// Invariants:
// - `may_be_new_` is true if an EXISTS has come since the last question began.
//   wait() looks at it before it idles, so that there is no gap between the
//   last answer and IDLE.
// - A question that is not answered completely ends the connection: the next
//   one asks again. So what the server keeps back is late, and not lost.
// - The position moves over a message after it was told, and over one that is
//   gone before it could be told.
//
// A server may have no IDLE, refuse it, end it by itself, or let us idle and
// say nothing. Then it is polled: the owner calls rearm(), which says NOOP. And
// a server may lose an EXISTS, and never repeat it. So whenever NOOP brings
// nothing, we look for UIDs above `last` all the same.

/// The news of a mailbox by IMAP.
class ImapNews : public watch::NewsSource, private ImapEvents {
public:
    struct Options {
        Entry entry;
        std::string mailbox; ///< written as on the wire
        // Where to begin when there is no position yet. Without both, only what
        // comes from now on is told.
        std::optional<Uid> from;         ///< the first UID to tell, 1 or more
        std::optional<imap::Date> since; ///< the first day, by internal date
        /// The number of octets of each message that are told, too.
        std::uint32_t source_octets = 0;
    };

    /// `owner` outlives the source.
    ImapNews(Options options, Owner& owner)
        : options_(std::move(options)), owner_(owner),
          session_(
              std::make_unique<ImapClient>(static_cast<ImapEvents&>(*this))),
          client_(session_.get()) {}

    std::unique_ptr<Session> take_session() override {
        return std::move(session_);
    }
    void ask(const std::optional<Position>& position) override;
    void wait() override;
    void rearm() override;
    void say_bye() override { client_->say_bye({}); }
    void hang_up(std::string_view why) override {
        client_->hang_up(std::string(why));
    }
    const std::string& why() const override { return client_->why(); }
    watch::Refusal refusal() const override { return refusal_; }
    Clock::time_point last_heard() const override {
        return client_->last_heard();
    }

private:
    struct Details {
        std::string subject, from, date, message_id, source;
    };
    struct Question {
        Uid last = 0;
        std::vector<Uid> uids; ///< not yet asked for, in descending order
        std::map<Uid, Details> asked; ///< asked for and not yet told
    };

    // imap_news.cpp: coming in, and waiting
    void on_greeting(bool preauth) override;
    void on_exists(std::uint32_t messages) override;
    void on_gone(std::optional<Uid> uid) override;
    void on_flags(std::optional<Uid> uid, const imap::Flags& flags) override;
    void on_text(const imap::Untagged& text) override;
    void on_bye(const imap::Untagged& bye) override;
    void on_trouble(std::string_view text) override { owner_.trouble(text); }
    void open();
    bool ended_without(const Result& result);
    void give_up(std::string why, watch::Refusal refusal);
    void idle_ended(const Result& result, bool asked);
    void look();

    // imap_news_asks.cpp: what is new
    void begin_question();
    void begin_at_last(Uid first = imap::SequenceSet::star);
    void begin_at_date(const imap::Date& day);
    void begin_after(Uid last);
    void find_uids();
    void ask_details();
    static void read_details(const imap::FetchData& data, Details& details);
    void tell_details();
    void answered();
    Position position(Uid last) const;

    Options options_;
    Owner& owner_;
    std::unique_ptr<ImapClient> session_; ///< until it is taken
    ImapClient* client_;
    Question question_;
    Uid last_ = 0; ///< told, when the last question was answered
    watch::Refusal refusal_;
    int ended_idles_ = 0;     ///< in a row, by the server
    bool may_be_new_ = false; ///< since the last question began
    bool waiting_ = false;    ///< the owner has nothing else to do
    bool idle_sent_ = false;  ///< an IDLE is in the client
    bool no_idle_ = false;    ///< IDLE was refused, or ended too often
    bool polling_ = false;    ///< a NOOP or a look is in flight
    bool mute_ = false;       ///< news came with these, and none before them
};

} // namespace imap_client
