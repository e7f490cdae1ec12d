#include "proto_server/mailbox/maildir/maildir_account.hpp"

#include "common/framing/text.hpp"
#include "common/framing/utf7.hpp"

#include <algorithm>
#include <charconv>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace mail {
namespace {

namespace fs = std::filesystem;

constexpr auto lock_file = "idle-hands-lock";
constexpr auto validity_file = "idle-hands-uidvalidity";

/// The name of a removed folder begins so: with two dots, as no name of a
/// folder does.
constexpr std::string_view removed_prefix = "..removed";

/// The name of the folder that `entry` of a Maildir++ is; nothing if it is
/// none, or one that we could not have made.
std::optional<std::string> name_of(const std::string& entry) {
    if (entry.size() < 2 || entry[0] != '.') return std::nullopt;
    auto levels = entry.substr(1);
    std::ranges::replace(levels, '.', hierarchy_separator);
    auto name = framing::decode_utf7(levels);
    if (!name || *name == inbox) return std::nullopt;
    const auto checked = folder_name(*name);
    if (!checked || *checked != *name) return std::nullopt;
    return name;
}

tl::unexpected<Failure> cannot_make(const fs::path& folder,
                                    const std::error_code& error) {
    return fail(Failure::Kind::system,
                "cannot make a folder: " + error.message(), folder.string());
}

/// `cur` is the last: what has one is whole.
Expected<void> make_maildir(const fs::path& folder, Uid uid_validity) {
    std::error_code error;
    for (const auto* part : {"", "new", "tmp"})
        if (fs::create_directories(folder / part, error); error)
            return cannot_make(folder, error);
    if (auto index = Index::open(folder, uid_validity); !index)
        return tl::make_unexpected(index.error());
    if (fs::create_directories(folder / "cur", error); error)
        return cannot_make(folder, error);
    if (auto synced = sync_folder(folder); !synced) return synced;
    return sync_folder(folder.parent_path());
}

/// Removes what a crash has left of a folder that was being made. Returns false
/// if something else has that name.
bool remove_unmade(const fs::path& folder) {
    std::error_code error;
    const std::string index = Index::name;
    for (const auto& part : {index, index + ".tmp", std::string("new"),
                             std::string("tmp"), std::string()})
        fs::remove(folder / part, error);
    return !fs::exists(fs::symlink_status(folder, error));
}

} // namespace

Expected<std::shared_ptr<MaildirAccount>>
MaildirAccount::open(const fs::path& folder,
                     std::shared_ptr<MaildirStore::Shared> shared) {
    std::shared_ptr<MaildirAccount> account(
        new MaildirAccount(folder, std::move(shared)));
    if (auto ready = account->prepare(); !ready)
        return tl::make_unexpected(ready.error());
    return account;
}

Expected<void> MaildirAccount::prepare() {
    std::error_code error;
    if (fs::create_directories(folder_, error); error)
        return cannot_make(folder_, error);
    if (auto locked = lock(); !locked) return locked;
    look_around();
    if (!is_maildir(folder_))
        if (auto made = make(std::string(inbox)); !made) return made;
    if (auto resumed = resume_rename(); !resumed) return resumed;
    return read_subscriptions();
}

/// Finds what is to be deleted and what cannot be shown.
void MaildirAccount::look_around() {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_, error)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with(removed_prefix))
            removed_.push_back(entry.path());
        else if (name.starts_with('.') && !name_of(name) &&
                 is_folder(entry.path()) && is_maildir(entry.path()))
            nameless_.push_back(name);
    }
    std::ranges::sort(nameless_);
}

std::string MaildirAccount::nameless_folders() const {
    if (nameless_.empty()) return {};
    const auto shown = std::ranges::find_if(
        nameless_, [](const auto& name) { return !framing::find_fault(name); });
    return folder_.string() +
           ": folders that are not shown, because their names are not those "
           "of a Maildir++ (modified UTF-7): " +
           std::to_string(nameless_.size()) +
           (shown == nameless_.end() ? "" : ", such as " + *shown);
}

/// Two of us would give the same UID to two messages.
Expected<void> MaildirAccount::lock() {
    const auto path = folder_ / lock_file;
    lock_ = File(
        ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!lock_) return system_failure("open", path);
    if (flock(lock_.descriptor(), LOCK_EX | LOCK_NB) != 0)
        return fail(Failure::Kind::system,
                    "another proto_server serves this account. Stop it, or "
                    "serve another folder",
                    folder_.string());
    return {};
}

/// Kept before it is used, so none comes twice, not for a name either. A job
/// may make a folder while another is opened that others have made.
Expected<Uid> MaildirAccount::new_uid_validity() {
    const std::lock_guard lock(giving_validity_);
    const auto path = folder_ / validity_file;
    const auto text = read_file(path);
    if (!text && text.error().kind != Failure::Kind::missing)
        return tl::make_unexpected(text.error());
    Uid last = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), last);
    const auto next = next_uid_validity(last);
    if (auto kept = replace_file(path, std::to_string(next) + "\n"); !kept)
        return tl::make_unexpected(kept.error());
    return next;
}

fs::path MaildirAccount::path_of(const std::string& name) const {
    if (name == inbox) return folder_;
    auto entry = framing::encode_utf7(name).value(); // a folder_name is UTF-8
    std::ranges::replace(entry, hierarchy_separator, '.');
    return folder_ / ("." + entry);
}

void MaildirAccount::catch_up() {
    shared_->look();
}

Account::Names MaildirAccount::existing() {
    Names names{std::string(inbox)};
    std::error_code error;
    fs::directory_iterator entries(folder_, error);
    for (; !error && entries != fs::directory_iterator();
         entries.increment(error)) {
        const auto name = name_of(entries->path().filename().string());
        if (name && is_folder(entries->path()) && is_maildir(entries->path()))
            names.insert(*name);
    }
    return names;
}

Expected<void> MaildirAccount::make(const std::string& name) {
    const auto validity = new_uid_validity();
    if (!validity) return tl::make_unexpected(validity.error());
    const auto path = path_of(name);
    if (name != inbox && !remove_unmade(path))
        return fail(Failure::Kind::not_allowed, "what is called " +
                                                    path.filename().string() +
                                                    " is not a folder of ours");
    return make_maildir(path, *validity);
}

Expected<void> MaildirAccount::drop(const std::string& name) {
    auto out = folder_ / removed_prefix;
    std::error_code error;
    for (int n = 1; fs::exists(fs::symlink_status(out, error)); ++n)
        out = folder_ / (std::string(removed_prefix) + std::to_string(n));
    if (::rename(path_of(name).c_str(), out.c_str()) != 0)
        return system_failure("remove", path_of(name));
    open_.erase(name);
    removed_.push_back(out);
    return {};
}

Expected<void> MaildirAccount::sync() {
    return sync_folder(folder_);
}

bool MaildirAccount::sweep() {
    if (removed_.empty()) return false;
    const auto& folder = removed_.back();
    std::error_code error, ignored;
    std::size_t files = 0;
    for (const auto* part : {"cur", "new", "tmp"}) {
        const auto path = folder / part;
        if (!is_folder(path)) continue;
        fs::directory_iterator next(path, error);
        for (; !error && next != fs::directory_iterator();
             next.increment(error)) {
            if (++files > limits::portion) return true;
            fs::remove(next->path(), ignored);
        }
    }
    fs::remove_all(folder, ignored); // a few files, and nothing is left
    removed_.pop_back();
    return !removed_.empty();
}

Expected<void> MaildirAccount::move(const std::string& from,
                                    const std::string& to) {
    const auto path = path_of(to);
    if (::rename(path_of(from).c_str(), path.c_str()) != 0)
        return system_failure("rename", path_of(from));
    if (auto open = open_.extract(from)) {
        if (open.mapped().mailbox.lock()) open.mapped().backing->moved(path);
        open.key() = to;
        open_.insert_or_assign(to, std::move(open.mapped()));
    }
    return {};
}

} // namespace mail
