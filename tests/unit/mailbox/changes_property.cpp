#include "proto_server/mailbox/mailbox.hpp"
#include "proto_server/mailbox/maildir/maildir_store.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"

#include <fstream>
#include <random>
#include <utility>

namespace fs = std::filesystem;
using mail::Uid;

namespace {

using View = std::map<Uid, mail::Flags>;

View view_of(const mail::Mailbox& mailbox) {
    View view;
    for (const auto& message : mailbox.messages())
        view.emplace(message.uid, message.flags);
    return view;
}

/// A reader that knows everything the mailbox had at some time.
class Reader {
public:
    explicit Reader(const mail::Mailbox& mailbox)
        : view_(view_of(mailbox)), position_(mailbox.position()) {}
    explicit Reader(mail::Mailbox& mailbox) : Reader(std::as_const(mailbox)) {
        heeded_ = mailbox.add_reader();
    }

    /// Returns false if it had to compare UIDs.
    bool catch_up(const mail::Mailbox& mailbox) {
        const auto changes = mailbox.changes_since(position_);
        position_ = mailbox.position();
        if (heeded_) *heeded_ = position_;
        if (!changes.removals_known) {
            REQUIRE(changes.expunged.empty());
            std::erase_if(view_, [&](const auto& one) {
                return !mailbox.find(one.first);
            });
        }
        for (const auto uid : changes.expunged)
            REQUIRE(view_.erase(uid) == 1); // the reader knew the message
        for (const auto uid : changes.flagged) {
            REQUIRE(view_.contains(uid));
            REQUIRE(mailbox.find(uid));
            view_[uid] = mailbox.find(uid)->flags;
        }
        for (const auto uid : changes.arrived) {
            REQUIRE((view_.empty() || view_.rbegin()->first < uid));
            REQUIRE(mailbox.find(uid));
            view_[uid] = mailbox.find(uid)->flags;
        }
        REQUIRE(view_ == view_of(mailbox));
        return changes.removals_known;
    }

private:
    View view_;
    mail::Position position_;
    std::shared_ptr<mail::Position> heeded_; ///< or null: nobody waits for it
};

class World {
public:
    explicit World(unsigned seed) : dice_(seed) {}

    unsigned up_to(unsigned n) { return static_cast<unsigned>(dice_() % n); }

    mail::Flags some_flags() {
        mail::Flags flags;
        if (up_to(2)) flags.add(mail::SystemFlag::seen);
        if (up_to(2)) flags.add(mail::SystemFlag::deleted);
        if (up_to(4) == 0) flags.add("k" + std::to_string(up_to(5)));
        return flags;
    }

    Uid some_uid(const mail::Mailbox& mailbox) {
        const auto& messages = mailbox.messages();
        return messages.empty()
                   ? 0
                   : messages[up_to(static_cast<unsigned>(messages.size()))]
                         .uid;
    }

    void change(mail::Mailbox& mailbox) {
        switch (up_to(mailbox.messages().size() > 50 ? 5 : 3)) {
        case 0:
            mailbox.append("x", some_flags(), {});
            break;
        case 1:
        case 2:
            mailbox.set_flags(some_uid(mailbox), some_flags());
            break;
        default:
            const std::vector<Uid> uids{some_uid(mailbox), some_uid(mailbox)};
            REQUIRE(mailbox.expunge(uids));
        }
    }

private:
    std::mt19937 dice_;
};

} // namespace

TEST_CASE("the changes tell the same as to compare everything") {
    int late = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        INFO("seed " << seed);
        World world(seed);
        mail::Mailbox mailbox;
        std::vector<Reader> readers; // some are heeded, some are not
        for (int n = 0; n < 3; ++n) readers.emplace_back(mailbox);
        for (int n = 0; n < 2; ++n)
            readers.emplace_back(std::as_const(mailbox));
        for (int step = 0; step < 60; ++step) {
            const auto most = seed % 2 ? 400 : 6000;
            const auto burst = world.up_to(10) == 0 ? most : 20;
            for (auto n = world.up_to(static_cast<unsigned>(burst)); n > 0; --n)
                world.change(mailbox);
            if (!readers[world.up_to(5)].catch_up(mailbox)) ++late;
        }
        for (auto& reader : readers)
            if (!reader.catch_up(mailbox)) ++late;
    }
    CHECK(late > 10); // some were not waited for, and they knew
}

TEST_CASE("changes by others in a Maildir tell the same, and no UID moves") {
    for (unsigned seed = 1; seed <= 15; ++seed) {
        INFO("seed " << seed);
        World world(seed);
        OwnFolder own;
        mail::MaildirStore store(own.path);
        const auto inbox = *(*store.account("zoe"))->open("INBOX");
        const auto folder = own.path / "zoe";
        Reader reader(*inbox);
        int delivered = 0;
        std::map<std::string, Uid> uids; // by the message, which never changes
        const auto change_by_others = [&](unsigned what) {
            if (what < 2) {
                const auto name = std::to_string(++delivered) + ".x";
                own.write("zoe/tmp/" + name, name);
                fs::rename(folder / "tmp" / name, folder / "new" / name);
                return;
            }
            std::vector<fs::path> files;
            for (const auto* part : {"cur", "new"})
                for (const auto& file : fs::directory_iterator(folder / part))
                    files.push_back(file.path());
            if (files.empty()) return;
            const auto file =
                files[world.up_to(static_cast<unsigned>(files.size()))];
            const auto name = file.filename().string();
            const char* marks[] = {"", "S", "FS", "T", "Sa", "PS"};
            if (what == 2)
                fs::remove(file);
            else
                fs::rename(file, folder / "cur" /
                                     (name.substr(0, name.find(':')) + ":2," +
                                      marks[world.up_to(6)]));
        };
        for (int step = 0; step < 150; ++step) {
            for (auto n = world.up_to(6); n > 0; --n)
                change_by_others(world.up_to(7));
            if (world.up_to(3) == 0)
                inbox->append("ours " + std::to_string(step),
                              world.some_flags(), {});
            if (world.up_to(3) == 0)
                inbox->set_flags(world.some_uid(*inbox), world.some_flags());
            if (world.up_to(8) == 0) {
                const std::vector<Uid> some{world.some_uid(*inbox)};
                inbox->expunge(some);
            }
            if (world.up_to(2)) continue;
            store.look();
            REQUIRE(reader.catch_up(*inbox));
            for (const auto& message : inbox->messages()) {
                const auto octets = inbox->octets(message.uid);
                REQUIRE(octets);
                REQUIRE(uids.try_emplace(**octets, message.uid).first->second ==
                        message.uid);
            }
        }
        store.look();
        REQUIRE(reader.catch_up(*inbox));
        // A mailbox that is opened anew shows the same.
        auto files = std::distance(fs::directory_iterator(folder / "cur"),
                                   fs::directory_iterator()) +
                     std::distance(fs::directory_iterator(folder / "new"),
                                   fs::directory_iterator());
        CHECK(inbox->messages().size() == static_cast<std::size_t>(files));
    }
}
