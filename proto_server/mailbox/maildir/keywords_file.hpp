#pragma once

#include "proto_server/mailbox/failure.hpp"
#include "proto_server/mailbox/flags.hpp"
#include "proto_server/mailbox/maildir/disk.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mail {

/// The file `dovecot-keywords`: it says which letter in the name of a message's
/// file is which keyword. Dovecot may use the same folder, and means the same
/// by a letter.
///
/// Each line is a number from 0 to 25, a blank and a keyword. What else stands
/// there is passed over.
class KeywordsFile {
public:
    static constexpr auto name = "dovecot-keywords";

    /// Makes the object for the Maildir in `folder`. It reads nothing yet.
    explicit KeywordsFile(const std::filesystem::path& folder)
        : path_(folder / name) {}

    /// Returns the keywords by their letters; a letter without one is empty.
    const std::vector<std::string>& keywords() const { return keywords_; }

    /// Reads the file if it has changed. Returns true if it has. If it cannot
    /// be read, the keywords stay as they were.
    Expected<bool> refresh();

    /// Returns true if each of `flags` has a letter.
    bool knows(const Flags& flags) const;

    /// Gives a letter, for the names of files, to each of `flags` that has
    /// none, as long as there are letters, and writes the new ones to the disk.
    /// `folder` is the Maildir. The letters of `taken` are not given: they
    /// stand in names of files without a keyword, and another program knows
    /// what they mean.
    ///
    /// It fails while another program holds the lock of the file, which is
    /// Dovecot's: a file beside it. A copy of this may do it in a job, and
    /// `take` takes over what the copy has learned.
    Expected<void> learn(const OpenFolder& folder, const Flags& flags,
                         std::string_view taken);
    void take(KeywordsFile& copy);

    void moved(const std::filesystem::path& folder) { path_ = folder / name; }

private:
    void parse(std::string_view text);
    bool knows(const std::string& keyword) const;
    std::vector<std::string> with_letters(const Flags& flags,
                                          std::string_view taken) const;

    std::filesystem::path path_;
    std::filesystem::file_time_type read_at_{};
    std::vector<std::string> keywords_;
};

} // namespace mail
