#include "proto_client/visits/imap_ask_command.hpp"

#include "common/framing/advert.hpp"
#include "proto_client/imap/fetch.hpp"
#include "proto_client/imap/mailbox_list.hpp"
#include "proto_client/visits/imap_visit.hpp"

#include <chrono>
#include <optional>

namespace client {

using namespace imap_client;

namespace {

class CountVisit : public ImapVisit {
public:
    using ImapVisit::ImapVisit;

private:
    void entered() override {
        const auto messages = imap::StatusItem::messages;
        client().send(imap::Status{mailbox(), {messages}},
                      [this](const Result& result) {
                          if (succeeded(result, "STATUS " + url().mailbox))
                              tell(result->data);
                      });
    }

    void tell(const std::vector<imap::Response>& data) {
        for (const auto& one : data)
            for (const auto& [item, value] :
                 std::get<imap::StatusData>(one).items)
                if (item == imap::StatusItem::messages) {
                    output().counted(std::to_string(value));
                    return done();
                }
        fail("the server does not say how many messages there are");
    }
};

class ReadVisit : public ImapVisit {
public:
    ReadVisit(const Target& target, Reach way, std::uint32_t uid)
        : ImapVisit(target, std::move(way)), uid_(uid) {}

private:
    void entered() override {
        examine([this] { fetch(); });
    }

    void fetch() {
        const imap::FetchItem whole{.kind = imap::FetchItem::Kind::section,
                                    .peek = true};
        client().send(std::make_unique<Fetch>(
            imap::sequence_set({uid_}), std::vector{whole},
            [this](Uid found, const imap::FetchData& data) {
                if (found == uid_) take(data);
            },
            [this](const Result& result) { tell(result); }));
    }

    void take(const imap::FetchData& data) {
        for (const auto& value : data.values)
            if (const auto* content = std::get_if<imap::Content>(&value))
                octets_ = content->octets;
    }

    void tell(const Result& result) {
        const auto number = std::to_string(uid_);
        if (!succeeded(result, "UID FETCH " + number)) return;
        if (!octets_)
            return fail("there is no message " + number + " in " +
                            url().mailbox + "; proto_client list shows them",
                        exit_code::refused);
        output().message(uid_, *octets_);
        done();
    }

    Uid uid_;
    std::optional<std::string> octets_;
};

class PostVisit : public ImapVisit {
public:
    PostVisit(const Target& target, Reach way,
              const std::vector<std::string>& texts)
        : ImapVisit(target, std::move(way)), texts_(texts) {}

private:
    void entered() override { append(); }

    /// One after another, so that no more than one message is held twice.
    void append() {
        const auto now = std::chrono::floor<std::chrono::seconds>(
            std::chrono::system_clock::now());
        auto message =
            framing::make_advert(texts_[posted_], now, {address(), address()});
        client().send(imap::Append{mailbox(), {}, {}, std::move(message)},
                      [this](const Result& result) {
                          if (succeeded(result, "APPEND " + url().mailbox))
                              tell(result->end);
                      });
    }

    /// The server tells the UID only if it has UIDPLUS (RFC 4315).
    void tell(const imap::Tagged& end) {
        const auto uids = end.code && end.code->name == "APPENDUID"
                              ? imap::copied_uids_of(*end.code)
                              : std::nullopt;
        const bool known = uids && !uids->to.ranges.empty();
        output().posted(known ? std::to_string(uids->to.ranges.front().first)
                              : "");
        if (++posted_ == texts_.size() || output().broken()) return done();
        append();
    }

    std::string address() const {
        const auto& user = url().user;
        return user.find('@') == user.npos ? user + "@" + url().host : user;
    }

    const std::vector<std::string>& texts_;
    std::size_t posted_ = 0;
};

class MailboxesVisit : public ImapVisit {
public:
    using ImapVisit::ImapVisit;

private:
    void entered() override {
        list_mailboxes(client(), [this](const Result& result,
                                        const std::vector<ListedMailbox>& all) {
            if (!succeeded(result, "LIST")) return;
            for (const auto& one : all) output().mailbox(one);
            done();
        });
    }
};

} // namespace

int imap_count(const Target& target) {
    return visit<CountVisit>(target);
}

int imap_read(const Target& target, std::uint32_t uid) {
    return visit<ReadVisit>(target, uid);
}

int imap_post(const Target& target, const std::vector<std::string>& texts) {
    return visit<PostVisit>(target, texts);
}

int imap_mailboxes(const Target& target) {
    return visit<MailboxesVisit>(target);
}

} // namespace client
