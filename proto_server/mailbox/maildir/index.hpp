#pragma once

#include "proto_server/mailbox/maildir/disk.hpp"
#include "proto_server/mailbox/message.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace mail {

/// The facts of a message that its file name in a Maildir does not hold.
struct IndexLine {
    Uid uid = 0;
    std::uint32_t size = 0; ///< octets, lines ending with CRLF; or 0, unknown
    std::chrono::sys_seconds date{};
    std::string base; ///< of its file's name
    bool operator==(const IndexLine&) const = default;
};

/// The file of an index, to which lines are appended. Whoever has borrowed it
/// from its index is the only one to use it, and may be on another thread.
class IndexFile {
public:
    IndexFile(std::filesystem::path path, File file, std::uintmax_t length,
              std::size_t lines)
        : path_(std::move(path)), file_(std::move(file)), length_(length),
          lines_(lines) {}

    /// Adds messages. They are on the disk when it returns.
    Expected<void> add(const std::vector<IndexLine>& messages);

    /// Appends `text`, whole lines. False if it cannot.
    enum class Sync : bool { no, yes };
    bool append(std::string_view text, Sync sync);

    std::size_t lines() const { return lines_; }
    void moved(const std::filesystem::path& path) { path_ = path; }

private:
    std::filesystem::path path_;
    File file_;
    std::uintmax_t length_; ///< of what is good
    std::size_t lines_;
};

/// The file that keeps the UIDs of a Maildir.
///
/// It is text: a line "1 UIDVALIDITY UIDNEXT", then one a message, "UID size
/// date base", the newest last. A message is added by one line at the end, on
/// the disk before anyone hears of its UID. A line that was cut short by a
/// crash, and what follows, was never acknowledged, and is cut off. A size that
/// was learned later has a line of its own behind, "UID size", and is no loss.
///
/// What is gone from the folder keeps its line until the file is written anew,
/// beside the old one and then in its place.
class Index {
public:
    static constexpr auto name = "idle-hands-index";

    /// Opens the index of the Maildir in `folder`. A file that is no index is a
    /// failure: if we invented UIDs in its place, we could repeat some.
    static Expected<Index> open(const std::filesystem::path& folder,
                                Uid uid_validity_if_new);

    Uid uid_validity() const { return uid_validity_; }
    Uid uid_next() const { return uid_next_; }

    /// Returns the lines that the file had when it was opened, by UID. Call it
    /// once.
    std::vector<IndexLine> take_entries() { return std::move(entries_); }

    /// Lends the file to one who adds messages to it, whose UIDs grow from
    /// `uid_next()` on. Until he gives it back, the index itself writes
    /// nothing, and lends it to no one else.
    std::shared_ptr<IndexFile> lend();
    void take_back(Uid uid_next);
    bool is_lent() const { return is_lent_; }

    /// Keeps a size that was unknown. It is written with the next message, or
    /// when there are many.
    void learn_size(Uid uid, std::uint32_t size);

    /// Writes those that were learned. If it cannot, they are learned anew when
    /// the mailbox is opened again.
    void write_sizes();

    /// Lines in the file; many of them may be of messages that are gone.
    std::size_t lines() const { return file_->lines(); }

    /// Writes the file anew, with these alone.
    Expected<void> rewrite(const std::vector<IndexLine>& messages);

    void moved(const std::filesystem::path& folder);

private:
    Index() = default;
    bool parse(std::string_view text);
    bool take(IndexLine entry);

    std::filesystem::path path_;
    std::shared_ptr<IndexFile> file_;
    bool is_lent_ = false;
    std::uintmax_t length_ = 0; ///< of what `parse` found to be good
    std::size_t lines_ = 0;
    std::string learned_; ///< sizes, as lines
    Uid uid_validity_ = 0;
    Uid uid_next_ = 1;
    std::vector<IndexLine> entries_;
};

} // namespace mail
