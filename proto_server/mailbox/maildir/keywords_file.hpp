#pragma once

#include "proto_server/mailbox/failure.hpp"
#include "proto_server/mailbox/flags.hpp"

#include <filesystem>
#include <vector>

namespace mail {

/// Which letter of a file's name is which keyword: `dovecot-keywords`, so that
/// Dovecot, which may use the same folder, means the same by a letter.
///
/// Each line is a number from 0 to 25, a blank and a keyword. What else stands
/// there is passed over.
class KeywordsFile {
public:
    static constexpr auto name = "dovecot-keywords";

    /// Of the Maildir in `folder`.
    explicit KeywordsFile(const std::filesystem::path& folder)
        : path_(folder / name) {}

    /// By their letters; one that none has is empty.
    const std::vector<std::string>& keywords() const { return keywords_; }

    /// Reads the file if it is another than before; whether it was.
    bool refresh();

    /// Gives a letter, for the names of files, to each of `flags` that has
    /// none, and writes the new letters to the disk.
    Expected<void> learn(const Flags& flags);

    void moved(const std::filesystem::path& folder) { path_ = folder / name; }

private:
    std::filesystem::path path_;
    std::filesystem::file_time_type read_at_{};
    std::vector<std::string> keywords_;
};

} // namespace mail
