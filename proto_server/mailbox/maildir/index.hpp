#pragma once

#include "proto_server/mailbox/maildir/disk.hpp"
#include "proto_server/mailbox/maildir/index_text.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace mail {

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

    /// Writes the file of `folder` anew, with the lines of these messages
    /// alone. Returns false if that cannot be, and the file is as it was. If it
    /// returns true, `folder` is to be synced before anything is added.
    bool keep_only(const OpenFolder& folder, const std::vector<Uid>& uids);

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
/// A message is added by one line at the end, on the disk before anyone hears
/// of its UID. A line that was cut short by a crash, and what follows, was
/// never acknowledged, and is cut off. A size that was learned later is no
/// loss.
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

    Uid uid_validity() const { return text_.uid_validity; }
    Uid uid_next() const { return text_.uid_next; }

    /// Returns the lines that the file had when it was opened, by UID. Call it
    /// once.
    std::vector<IndexLine> take_entries() { return std::move(text_.messages); }

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

    void moved(const std::filesystem::path& folder);

private:
    Index() = default;
    std::filesystem::path path_;
    std::shared_ptr<IndexFile> file_;
    bool is_lent_ = false;
    std::string learned_; ///< sizes, as lines
    IndexText text_;      ///< as the file was, but for `uid_next`
};

} // namespace mail
