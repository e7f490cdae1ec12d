#pragma once

#include "proto_server/mailbox/backing.hpp"
#include "proto_server/mailbox/maildir/group_commit.hpp"
#include "proto_server/mailbox/maildir/header_cache.hpp"
#include "proto_server/mailbox/maildir/index.hpp"
#include "proto_server/mailbox/maildir/keywords_file.hpp"
#include "proto_server/mailbox/maildir/maildir_watch.hpp"
#include "proto_server/mailbox/maildir/message_file.hpp"

#include <array>
#include <deque>
#include <unordered_map>

namespace mail {

/// Keeps the messages of one mailbox in a Maildir: a file for each, in `cur` or
/// `new`, its flags in its name. Others may deliver, remove and rename there at
/// the same time.
///
/// Beside others. They may do anything at any moment. Flags are added to and
/// removed from the name that a file has then, and no file is renamed onto
/// another. A letter that `dovecot-keywords` does not explain stays, and is
/// given to no other keyword. A file that was written again is read again. A
/// folder that cannot be read is a failure, and no empty folder. Symbolic links
/// are not followed below an account.
///
/// A message is acknowledged when its file, its name and its UID are on the
/// disk. A flag is there when the process ends, but may be lost if the power
/// fails. A file without octets is not a message yet.
///
/// A job may make it and look for the first time; `begin` and all else is for
/// the loop.
class MaildirBacking : public Backing {
public:
    /// The objects that a backing shares with others. `jobs` outlive it.
    struct Shared {
        std::shared_ptr<HeaderCache> headers;
        Jobs& jobs;
        const void* owner; ///< of its jobs
    };

    /// The folder exists. `is_deaf` if there is no watch of it: then each look
    /// compares the times of the folder.
    static Expected<std::unique_ptr<MaildirBacking>>
    open(const std::filesystem::path& folder, Uid uid_validity_if_new,
         bool is_deaf, const Shared& shared);
    ~MaildirBacking() override;

    Uid uid_validity() const override { return index_.uid_validity(); }
    Uid uid_next() const override { return index_.uid_next(); }
    void add(std::string octets, const Flags& flags,
             std::chrono::sys_seconds date, Done<Message> done) override;
    /// Copies by hard links between Maildirs, where the file system has them.
    std::unique_ptr<Copy> begin_copy() override;
    bool is_recent(Uid uid) const override;
    /// Moves their files from `new` to `cur`, in portions.
    void set_old(std::span<const Uid> uids) override;
    void learn_keywords(const Flags& flags, Done<void> done) override;
    Expected<Flags> set_flags(Uid uid, const Flags& flags) override;
    /// The octets of a removed message are a file in `tmp`.
    Kept keep(Uid uid) override;
    std::vector<Uid> remove(std::span<const Uid> uids) override;
    void sync_removed(Done<void> done) override;
    Expected<Octets> octets(Uid uid) override;
    Expected<std::uint32_t> size(Uid uid) override;
    Expected<Octets> header(Uid uid) override;

    /// `missing` from when another program has removed or renamed the folder.
    Expected<FoundChanges> look() override;
    void number_arrivals(Done<std::vector<Message>> done) override;

    /// The parts that a backing needs after its first look.
    struct Begin {
        std::weak_ptr<void> holder;          ///< has this; a job keeps it
        std::unique_ptr<MaildirWatch> watch; ///< from before the first look
        std::function<void()> news; ///< called when `look` is worth while
        /// Called behind `news`, if nobody may be looking already.
        std::function<void()> look;
    };
    void begin(Begin with);

    /// The folder has another name now.
    void moved(const std::filesystem::path& folder);

private:
    class MaildirCopy;
    class KeptFile;

    struct Entry {
        Uid uid = 0;
        std::uint32_t scan = 0; ///< that saw it last
        std::uint32_t size = 0; ///< octets; 0 until someone asks
        bool is_new = false;    ///< in `new`, not in `cur`
        bool is_recent = false; ///< that, or stored by us with flags
        std::string info;       ///< of the name: all from the colon on
        FileStamp stamp = {};   ///< of the file when it was looked at
    };
    using Entries = std::unordered_map<std::string, Entry>;
    using Named = Entries::value_type;
    using Times = std::array<std::filesystem::file_time_type, 2>;

    MaildirBacking(const std::filesystem::path& folder, Index index,
                   bool is_deaf, const Shared& shared);

    bool is_ours() const;
    tl::unexpected<Failure> gone() const;
    std::optional<std::vector<Uid>> few_of(std::size_t lines) const;
    void hear(MaildirWatch::Where where, std::string_view name);
    void hear(bool is_new, std::string_view name);
    void hear_postponed();
    void wake();
    void refresh_keywords();
    Expected<FoundChanges> open_all();
    bool may_have_changed();
    Times folder_times() const;

    Expected<void> scan_folders();
    Expected<void> scan(bool is_new);
    void see(bool is_new, std::string_view name);
    void see_heard();
    std::vector<Uid> drop_unseen();
    std::vector<NewFile> take_arrivals();

    /// Returns what `get` gets from the message's file, also if another program
    /// has just renamed the file.
    template<class Get>
    auto at_its_place(Named& message, Get get) {
        auto got = get(path(message));
        if (!got && got.error().kind == Failure::Kind::missing &&
            find_again(message))
            got = get(path(message));
        return got;
    }
    Place new_place(const Flags& flags) const;
    Expected<std::shared_ptr<const OpenFolder>> open_folder() const;
    void store(std::vector<NewFile> files, Done<std::vector<Message>> done);
    Message enter(const NewFile& file);
    std::filesystem::path path(const Place& place) const;
    Expected<Octets> read(Uid uid, bool (*enough)(std::string_view));
    void learn_size(Entry& entry, std::uint32_t size);
    void compare_with_file(Named& message);
    void take_stamp(Entry& entry, const FileStamp& now);
    void move_from_new();
    Expected<void> learn_keywords(const Flags& flags);
    void learn_next();
    std::string unnamed_letters() const;
    bool find_again(Named& named);
    Named* named(Uid uid) const; ///< null if there is none
    Flags flags(const Entry& entry) const;
    std::filesystem::path path(const Named& named) const;
    std::filesystem::path path(bool is_new, std::string_view name) const;

    std::filesystem::path folder_;
    Identity identity_; ///< of the folder
    Index index_;
    KeywordsFile keywords_;
    /// The keywords that are to be learned; a job learns the first.
    std::deque<std::pair<Flags, Done<void>>> learning_;
    Entries entries_; ///< by the base of the name
    std::vector<std::pair<Uid, Named*>> by_uid_;
    std::uint32_t scans_ = 0;

    std::vector<std::pair<bool, std::string>> heard_; ///< is_new, name
    std::vector<std::pair<bool, std::string>> arrivals_;
    /// Files that are about to get a UID, by the base of the name; true from
    /// when we have heard that they are there.
    std::unordered_map<std::string, bool> unnumbered_;
    /// All else that we hear and see of them. It is handled when they have
    /// UIDs.
    std::vector<std::pair<bool, std::string>> postponed_;
    std::vector<Uid> flagged_;
    std::vector<Uid> old_; ///< that may lie in `new`
    bool is_open_ = false;
    bool scan_all_ = true;
    bool has_news_ = false; ///< told, and nobody has looked since
    Times scanned_at_{};
    bool is_deaf_;
    std::unique_ptr<MaildirWatch> watch_;
    std::function<void()> news_, look_;
    std::shared_ptr<HeaderCache> headers_;
    std::uint32_t number_ = 0; ///< that `headers_` knows this by
    Jobs& jobs_;
    std::weak_ptr<void> holder_;
    GroupCommit commits_;
};

} // namespace mail
