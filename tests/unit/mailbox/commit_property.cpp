#include "proto_server/mailbox/maildir/maildir_store.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/mailbox/no_room.hpp"
#include "tests/unit/mailbox/stepped_jobs.hpp"
#include "tests/unit/own_folder.hpp"

#include <fstream>
#include <map>
#include <optional>
#include <set>

namespace fs = std::filesystem;
using mail::Uid;

namespace {

using Mailbox = std::shared_ptr<mail::Mailbox>;

/// Clients and other programs that store messages in two folders of an
/// account, while jobs end in any order.
class World {
public:
    explicit World(unsigned seed) : dice_(seed) {
        store_->account("zoe", [&](auto account) { account_ = *account; });
        jobs_.finish(dice_);
        for (const auto* name : {"INBOX", "Sent"})
            account_->open(name, [&](auto opened) {
                folders_.push_back(*opened);
                known_.emplace_back();
            });
        jobs_.finish(dice_);
        REQUIRE(folders_.size() == 2);
    }

    void step() {
        const auto folder = up_to(2);
        switch (up_to(8)) {
        case 0:
        case 1:
            return append(folder);
        case 2:
            return deliver(folder);
        case 3:
            return look();
        case 4:
            return copy(folder);
        case 5:
            return remove(folder);
        case 6:
            return create();
        default:
            for (auto n = up_to(6); n > 0 && !jobs_.idle(); --n)
                jobs_.step(dice_);
        }
    }

    /// All that was promised is true, also for one who opens the folders anew.
    void end() {
        jobs_.finish(dice_);
        look();
        jobs_.finish(dice_);
        check();
        folders_.clear();
        account_.reset();
        store_.reset();
        REQUIRE(jobs_.idle());
        mail::MaildirStore again(own_.path);
        auto account = *again.account("zoe");
        for (const auto* name : {"INBOX", "Sent"})
            folders_.push_back(*account->open(name));
        check();
        for (const auto& name : created_) CHECK(account->open(name));
    }

private:
    /// The text of each message that was told of, by its UID, also when it was
    /// removed later.
    using Known = std::map<Uid, std::string>;

    unsigned up_to(unsigned n) { return static_cast<unsigned>(dice_() % n); }
    std::string new_text() { return "text " + std::to_string(++texts_); }

    /// A full disk refuses some; what it refuses is never seen.
    void append(unsigned folder) {
        const auto text = new_text();
        const auto store = [&] {
            folders_[folder]->append(
                text, some_flags(), {},
                [this, folder, text,
                 mailbox = folders_[folder].get()](auto uid) {
                    if (!uid) return void(refused_.insert(text));
                    // The news are known before the answer is.
                    REQUIRE(mailbox->find(*uid));
                    REQUIRE(known_[folder].emplace(*uid, text).second);
                });
        };
        if (up_to(8) > 0) return store();
        const NoRoom no_room;
        store();
        if (up_to(2)) jobs_.finish(dice_);
    }

    mail::Flags some_flags() {
        mail::Flags flags;
        if (up_to(2)) flags.add(mail::SystemFlag::seen);
        return flags;
    }

    fs::path path(unsigned folder) const {
        return folder == 0 ? own_.path / "zoe" : own_.path / "zoe" / ".Sent";
    }

    void deliver(unsigned folder) {
        const auto text = new_text();
        const auto name = std::to_string(texts_) + ".delivered";
        std::ofstream(path(folder) / "tmp" / name) << text;
        fs::rename(path(folder) / "tmp" / name, path(folder) / "new" / name);
        delivered_.insert(text);
        if (up_to(2)) look();
        if (up_to(2)) // it is read by another program, too
            fs::rename(path(folder) / "new" / name,
                       path(folder) / "cur" / (name + ":2,S"));
    }

    void look() {
        store_->look();
        for (const auto& folder : folders_) REQUIRE(folder->refresh());
    }

    void copy(unsigned from) {
        const auto to = up_to(2);
        const auto& all = folders_[from]->messages();
        if (all.empty()) return;
        const auto uid = all[dice_() % all.size()].uid;
        mail::Mailbox::Copy copy(*folders_[from], *folders_[to]);
        if (!copy.add(std::span(&uid, 1))) return;
        if (up_to(4) == 0) return; // the client left
        copy.finish([this, to](const auto& copied) {
            if (!copied) return;
            for (const auto& one : *copied) {
                REQUIRE(folders_[to]->find(one.message.uid));
                known_[to].emplace(one.message.uid, "");
            }
        });
    }

    void remove(unsigned folder) {
        const auto& all = folders_[folder]->messages();
        if (all.empty()) return;
        const auto uid = all[dice_() % all.size()].uid;
        if (!known_[folder].contains(uid)) // another program's message
            delivered_.erase(**folders_[folder]->octets(uid));
        REQUIRE(folders_[folder]->remove(std::span(&uid, 1)));
        folders_[folder]->sync_removed([](const auto&) {});
        removed_.insert({folder, uid});
    }

    void create() {
        const auto name = "F" + std::to_string(up_to(5)) + "/G";
        account_->create(name, [this, name](const auto& made) {
            if (made) CHECK(created_.insert(name).second);
        });
    }

    void check() {
        std::multiset<std::string> texts;
        for (unsigned n = 0; n < 2; ++n) {
            Uid last = 0;
            for (const auto& message : folders_[n]->messages()) {
                REQUIRE(last < message.uid);
                last = message.uid;
                const auto octets = folders_[n]->octets(last);
                REQUIRE(octets);
                const auto known = known_[n].find(last);
                if (known == known_[n].end() || !known->second.empty())
                    texts.insert(**octets);
                if (known != known_[n].end() && !known->second.empty())
                    CHECK(known->second == **octets);
            }
            REQUIRE(last < folders_[n]->uid_next());
            for (const auto& [uid, text] : known_[n])
                CHECK((folders_[n]->find(uid) != nullptr) ==
                      !removed_.contains({n, uid}));
        }
        for (const auto& text : refused_) CHECK(!texts.contains(text));
        for (const auto& text : delivered_) CHECK(texts.count(text) == 1);
        for (const auto& text : texts) CHECK(texts.count(text) == 1);
    }

    std::minstd_rand dice_;
    OwnFolder own_;
    SteppedJobs jobs_;
    std::unique_ptr<mail::MaildirStore> store_ =
        std::make_unique<mail::MaildirStore>(own_.path, jobs_);
    std::shared_ptr<mail::Account> account_;
    std::vector<Mailbox> folders_;
    std::vector<Known> known_;
    std::set<std::string> refused_, delivered_, created_;
    std::set<std::pair<unsigned, Uid>> removed_;
    unsigned texts_ = 0;
};

} // namespace

TEST_CASE("in whatever order jobs end, nothing is lost or seen twice") {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        INFO("seed " << seed);
        World world(seed);
        for (int n = 0; n < 80; ++n) world.step();
        world.end();
    }
}

TEST_CASE("messages that come while one is stored share one commit") {
    OwnFolder own;
    SteppedJobs jobs;
    mail::MaildirStore store(own.path, jobs);
    std::shared_ptr<mail::Account> account;
    std::shared_ptr<mail::Mailbox> inbox;
    store.account("zoe", [&](auto opened) { account = *opened; });
    jobs.finish();
    account->open("INBOX", [&](auto opened) { inbox = *opened; });
    jobs.finish();
    std::vector<Uid> stored;
    const auto append = [&] {
        inbox->append("x", {}, {}, [&](auto uid) { stored.push_back(*uid); });
    };
    jobs.started = 0;
    append();
    CHECK(jobs.started == 1); // does all
    for (int n = 0; n < 9; ++n) append();
    CHECK(jobs.started == 10); // each writes a file
    CHECK(inbox->messages().empty());
    jobs.finish();
    CHECK(jobs.started <= 13); // and some commits
    CHECK(stored == std::vector<Uid>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    CHECK(inbox->messages().size() == 10);
}

TEST_CASE("two who log in for the first time get the same account") {
    OwnFolder own;
    SteppedJobs jobs;
    mail::MaildirStore store(own.path, jobs);
    std::vector<std::shared_ptr<mail::Account>> accounts;
    for (int n = 0; n < 2; ++n)
        store.account("zoe", [&](auto opened) {
            REQUIRE(opened);
            accounts.push_back(*opened);
        });
    CHECK(accounts.empty());
    jobs.finish();
    REQUIRE(accounts.size() == 2);
    CHECK(accounts[0] == accounts[1]);
}

TEST_CASE("a folder may be renamed or removed while a message is stored") {
    OwnFolder own;
    SteppedJobs jobs;
    mail::MaildirStore store(own.path, jobs);
    std::shared_ptr<mail::Account> account;
    store.account("zoe", [&](auto opened) { account = *opened; });
    jobs.finish();
    const auto ignore = [](const auto&) {};
    for (const bool renamed : {true, false}) {
        std::shared_ptr<mail::Mailbox> mailbox;
        account->create("A", ignore);
        jobs.finish();
        account->open("A", [&](auto opened) { mailbox = *opened; });
        jobs.finish();
        std::optional<mail::Expected<Uid>> uid;
        mailbox->append("x", {}, {}, [&](auto known) { uid = known; });
        if (renamed)
            account->rename("A", "B", ignore);
        else
            account->remove("A", ignore);
        account->create("A", ignore);
        CHECK_FALSE(uid);
        jobs.finish();
        REQUIRE(uid);
        if (renamed) {
            CHECK(*uid == Uid{1});
            CHECK(**mailbox->octets(1) == "x");
        } else {
            CHECK(uid->error().kind == mail::Failure::Kind::missing);
        }
        account->open("A", [&](auto anew) {
            CHECK((*anew)->messages().empty());
            CHECK(*anew != mailbox);
        });
        account->remove("A", ignore);
        jobs.finish();
    }
}
