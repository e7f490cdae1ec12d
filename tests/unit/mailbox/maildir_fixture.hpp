#pragma once

#include "proto_server/mailbox/maildir/maildir_backing.hpp"
#include "proto_server/mailbox/maildir/maildir_store.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"

#include <fstream>

namespace fs = std::filesystem;
using mail::Uid;

inline constexpr std::chrono::sys_seconds date{
    std::chrono::seconds(1'700'000'000)};

/// A store in a folder of its own, with the user `zoe`.
struct MaildirFixture {
    OwnFolder own;
    fs::path folder = own.path / "zoe";
    std::unique_ptr<mail::MaildirStore> store;
    std::shared_ptr<mail::Account> account;
    std::shared_ptr<mail::Mailbox> inbox;

    MaildirFixture() { open(); }
    void open() {
        store = std::make_unique<mail::MaildirStore>(own.path);
        auto opened = store->account("zoe");
        REQUIRE(opened);
        account = *opened;
        auto mailbox = account->open("INBOX");
        REQUIRE(mailbox);
        inbox = *mailbox;
    }
    void close() {
        inbox.reset();
        account.reset();
        store.reset();
    }
    void reopen() {
        close();
        open();
    }
    Uid append(std::string_view octets, mail::Flags flags = {}) {
        const auto uid = inbox->append(octets, flags, date);
        REQUIRE(uid);
        return *uid;
    }
    /// Returns the only file in cur and new, as "cur/NAME".
    std::string only_file() const {
        std::string found;
        for (const auto* part : {"cur", "new"})
            for (const auto& file : fs::directory_iterator(folder / part)) {
                CHECK(found.empty());
                found = part + ("/" + file.path().filename().string());
            }
        return found;
    }
    void put(const std::string& name, const std::string& text = "a: b\n\n") {
        std::ofstream(folder / "tmp" / "x") << text;
        fs::rename(folder / "tmp" / "x", folder / name);
    }
};

inline std::vector<Uid> uids_of(const mail::Mailbox& mailbox) {
    std::vector<Uid> uids;
    for (const auto& message : mailbox.messages()) uids.push_back(message.uid);
    return uids;
}

/// Opens a Maildir without a store, and without a watch.
inline std::unique_ptr<mail::Backing>
open_deaf_backing(const fs::path& folder) {
    return mail::MaildirBacking::open(folder, 7, true,
                                      {std::make_shared<mail::HeaderCache>(),
                                       mail::inline_jobs(), nullptr})
        .value();
}
