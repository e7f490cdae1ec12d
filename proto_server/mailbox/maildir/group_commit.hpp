#pragma once

#include "proto_server/mailbox/jobs.hpp"
#include "proto_server/mailbox/maildir/disk.hpp"
#include "proto_server/mailbox/maildir/index.hpp"

#include <optional>
#include <vector>

namespace mail {

/// The name of a message's file, and its folder.
struct Place {
    std::string base;
    bool is_new;      ///< in `new`, not in `cur`
    std::string info; ///< of the name: all from the colon on

    /// Its name in the Maildir, as "cur/1.a:2,S".
    std::string name() const {
        return (is_new ? "new/" : "cur/") + base + info;
    }
};

/// A file that becomes a message.
struct NewFile {
    enum class Origin : std::uint8_t {
        written, ///< we write it, from `octets`
        linked,  ///< we made it already, at its place
        found,   ///< another program delivered it
    };
    Origin origin;
    Place place;
    std::chrono::sys_seconds date;
    std::uint32_t size = 0;  ///< octets of the message; 0 is unknown
    std::string octets = {}; ///< until they are written
    Uid uid = 0;
};

/// Gives UIDs to new files of one Maildir, on the disk.
///
/// Theory of operation
///
/// Order. A file is on the disk before its name, its name before its UID, and
/// its UID before anyone hears of it. So at each moment a crash leaves either a
/// message that nobody was told of, or all of it. A file is written to `tmp`,
/// renamed into `cur` or `new`, then the folder is synced, then the index. That
/// are three syncs, one after the other.
///
/// Groups. A lone message is stored by one job, which does all of that. While
/// a commit runs, each further file is written and synced in `tmp` by a job of
/// its own, since files need no order. Then it waits. One commit at a time
/// renames all files that wait, syncs the folders once, and adds all lines to
/// the index with one sync. Before, it writes the index anew if most of the
/// lines are of messages that are gone. The next commit begins after those that
/// this one woke had their turn; so the clients of one group stay together, and
/// do not form two groups that wait for each other.
///
/// Invariants. Only the running commit uses the file of the index, which it has
/// borrowed. UIDs are given by a commit alone, in their order. If the
/// index fails, all files that are ours are removed, nobody has heard of these
/// UIDs, and `done` gets the failure.
class GroupCommit {
public:
    /// Called on the loop, with the files as they are now.
    using Stored =
        std::function<void(std::vector<NewFile> files, Expected<void> result)>;
    /// Returns the Maildir. It fails if the folder is no longer ours.
    using Open = std::function<Expected<std::shared_ptr<const OpenFolder>>()>;

    /// Returns the UIDs of all messages, in order, if there are so few of them
    /// that an index of so many lines is worth being written anew.
    using FewOf =
        std::function<std::optional<std::vector<Uid>>(std::size_t lines)>;

    /// `jobs` and `index` outlive this. Files are written for `owner`. `ended`
    /// is called after each commit that did not fail.
    GroupCommit(Jobs& jobs, const void* owner, Index& index, Open open,
                FewOf few_of, std::function<void()> ended)
        : jobs_(jobs), owner_(owner), index_(index), open_(std::move(open)),
          few_of_(std::move(few_of)), ended_(std::move(ended)) {}

    /// The object that must live as long as a job runs, if there is one: the
    /// mailbox, which has all of this.
    void keep(std::weak_ptr<void> holder) { holder_ = std::move(holder); }

    /// Stores files of one kind, all or none, and calls `stored`. A list with a
    /// `written` file has no other. An empty list waits for those before it.
    void add(std::vector<NewFile> files, Stored stored);

private:
    struct Batch;
    using Batches = std::vector<std::shared_ptr<Batch>>;
    struct Commit;

    Expected<std::shared_ptr<const OpenFolder>> folder();
    void write_first(std::shared_ptr<Batch> batch);
    void commit();
    void finish(Commit& commit);

    Jobs& jobs_;
    const void* owner_;
    Index& index_;
    Open open_;
    FewOf few_of_;
    std::function<void()> ended_;
    std::weak_ptr<void> holder_;
    std::weak_ptr<const OpenFolder> folder_; ///< while a job works in it
    Batches waiting_;                        ///< for the next commit
    std::size_t writing_ = 0;                ///< files
    bool committing_ = false;
};

} // namespace mail
