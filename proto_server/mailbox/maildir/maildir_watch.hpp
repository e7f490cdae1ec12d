#pragma once

#include "proto_server/mailbox/maildir/folder_watch.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mail {

/// Hears, through a FolderWatch, what happens in one Maildir.
///
/// It hears from when it is made, and keeps what it hears until somebody wants
/// to be told: so nothing is missed while a job reads the folder. Only the loop
/// uses it.
class MaildirWatch {
public:
    enum class Where : std::uint8_t { cur, new_, beside };
    /// Called with a name in `cur`, in `new` or in the Maildir itself. The name
    /// is empty if the system has lost count, or the folder was moved.
    using Heard = std::function<void(Where, std::string_view name)>;

    MaildirWatch(std::shared_ptr<FolderWatch> watch,
                 const std::filesystem::path& folder);
    ~MaildirWatch();
    MaildirWatch(const MaildirWatch&) = delete;
    MaildirWatch& operator=(const MaildirWatch&) = delete;

    /// True if the system allows no more watches: then it hears nothing.
    bool is_deaf() const { return is_deaf_; }

    /// Tells what was heard until now, and from now on what is heard.
    void tell(Heard heard);

private:
    void hear(Where where, std::string_view name);

    std::shared_ptr<FolderWatch> watch_;
    std::vector<int> watches_;
    bool is_deaf_;
    Heard heard_;
    std::vector<std::pair<Where, std::string>> kept_; ///< until `tell`
};

} // namespace mail
