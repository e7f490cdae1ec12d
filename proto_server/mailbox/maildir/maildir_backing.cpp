#include "proto_server/mailbox/maildir/maildir_backing.hpp"

#include "proto_server/mailbox/limits.hpp"
#include "proto_server/mailbox/maildir/file_name.hpp"
#include "proto_server/mailbox/maildir/message_file.hpp"

#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace mail {
namespace {

/// Does to `flags` what changes `before` into `after`.
Flags changed(Flags flags, const Flags& before, const Flags& after) {
    const auto added = Flags(after).remove(before);
    const auto removed = Flags(before).remove(after);
    return flags.add(added).remove(removed);
}

} // namespace

Expected<std::unique_ptr<MaildirBacking>>
MaildirBacking::open(const std::filesystem::path& folder,
                     Uid uid_validity_if_new, bool is_deaf,
                     const Shared& shared) {
    auto index = Index::open(folder, uid_validity_if_new);
    if (!index) return tl::make_unexpected(index.error());
    remove_unfinished(folder / "tmp");
    return std::unique_ptr<MaildirBacking>(
        new MaildirBacking(folder, std::move(*index), is_deaf, shared));
}

MaildirBacking::MaildirBacking(const std::filesystem::path& folder, Index index,
                               bool is_deaf, const Shared& shared)
    : folder_(folder), identity_(identity(folder)), index_(std::move(index)),
      keywords_(folder), is_deaf_(is_deaf), headers_(shared.headers),
      jobs_(shared.jobs),
      commits_(
          shared.jobs, shared.owner, index_, [this] { return open_folder(); },
          [this](std::size_t lines) { return few_of(lines); },
          [this] {
              if (has_news_ && look_) look_();
          }) {}

MaildirBacking::~MaildirBacking() {
    if (is_ours()) index_.write_sizes();
}

std::optional<std::vector<Uid>>
MaildirBacking::few_of(std::size_t lines) const {
    if (lines <= 2 * by_uid_.size() + limits::worn_index) return std::nullopt;
    std::vector<Uid> uids;
    for (const auto& [uid, message] : by_uid_) uids.push_back(uid);
    return uids;
}

tl::unexpected<Failure> MaildirBacking::gone() const {
    return fail(Failure::Kind::missing,
                "another program removed or renamed the folder",
                folder_.string());
}

void MaildirBacking::begin(Begin with) {
    holder_ = std::move(with.holder);
    commits_.keep(holder_);
    news_ = std::move(with.news);
    look_ = std::move(with.look);
    number_ = headers_->new_mailbox();
    watch_ = std::move(with.watch);
    watch_->tell([this](auto where, auto name) { hear(where, name); });
}

/// False when another program has removed or renamed the folder: what is in it
/// under another name is no longer for us to write.
bool MaildirBacking::is_ours() const {
    return identity(folder_) == identity_ &&
           identity(folder_ / "cur") != Identity{};
}

void MaildirBacking::moved(const std::filesystem::path& folder) {
    folder_ = folder;
    index_.moved(folder);
    keywords_.moved(folder);
}

Expected<std::shared_ptr<const OpenFolder>>
MaildirBacking::open_folder() const {
    auto folder = OpenFolder::open(folder_);
    if (folder && (*folder)->identity() != identity_) return gone();
    return folder;
}

void MaildirBacking::add(std::string octets, const Flags& flags,
                         std::chrono::sys_seconds date, Done<Message> done) {
    auto known = [this, octets = std::move(octets), flags, date,
                  done = std::move(done)](const auto& result) mutable {
        if (!result) return done(tl::make_unexpected(result.error()));
        std::vector<NewFile> files;
        files.push_back({NewFile::Origin::written, new_place(flags), date, 0,
                         std::move(octets)});
        store(std::move(files),
              [done = std::move(done)](Expected<std::vector<Message>> stored) {
                  if (!stored) return done(tl::make_unexpected(stored.error()));
                  done(std::move(stored->front()));
              });
    };
    learn_keywords(flags, std::move(known));
}

/// Gives UIDs to files. Until they have some, neither `look` nor a scan takes
/// them for deliveries.
void MaildirBacking::store(std::vector<NewFile> files,
                           Done<std::vector<Message>> done) {
    for (const auto& file : files)
        unnumbered_.try_emplace(file.place.base,
                                file.origin == NewFile::Origin::found);
    commits_.add(std::move(files), [this, done = std::move(done)](
                                       const auto& stored, const auto& result) {
        std::vector<Message> messages;
        for (const auto& file : stored) {
            unnumbered_.erase(file.place.base);
            if (!result && file.origin == NewFile::Origin::linked)
                unlink(path(file.place).c_str()); // no commit has done it
            if (result) messages.push_back(enter(file));
        }
        hear_postponed();
        if (result) return done(std::move(messages));
        done(tl::make_unexpected(result.error()));
    });
}

/// A message without flags is new to those who look for that.
Place MaildirBacking::new_place(const Flags& flags) const {
    if (flags.empty()) return {new_base(), true, ""};
    return {new_base(), false, ":2," + marks_of(flags, keywords_.keywords())};
}

Message MaildirBacking::enter(const NewFile& file) {
    const auto& [base, is_new, info] = file.place;
    const auto entry = entries_.emplace(
        base,
        Entry{.uid = file.uid,
              .scan = scans_,
              .size = file.size,
              .is_new = is_new,
              .is_recent = is_new || file.origin != NewFile::Origin::found,
              .info = info});
    by_uid_.emplace_back(file.uid, &*entry.first);
    return {file.uid, file.date, flags(entry.first->second)};
}

/// The flags that are asked for differ from those that we know by some that are
/// added and some that are removed. If another program has renamed the file
/// meanwhile, these are applied to the flags that it has given.
Expected<Flags> MaildirBacking::set_flags(Uid uid, const Flags& flags) {
    if (auto known = learn_keywords(flags); !known)
        return tl::make_unexpected(known.error());
    auto* message = named(uid);
    auto& [base, entry] = *message;
    const auto before = this->flags(entry);
    auto wanted = flags;
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto info = ":2," + marks_of(wanted, keywords_.keywords(),
                                           parse_file_name(entry.info).marks);
        auto renamed = rename_file(path(*message), path(false, base + info));
        if (renamed) {
            entry.is_new = false;
            entry.info = info;
            return this->flags(entry);
        }
        if (renamed.error().kind != Failure::Kind::missing)
            return tl::make_unexpected(renamed.error());
        if (!find_again(*message)) break;
        wanted = changed(this->flags(entry), before, flags);
    }
    return fail(Failure::Kind::missing, "another program removed the message");
}

bool MaildirBacking::is_recent(Uid uid) const {
    const auto* message = named(uid);
    return message && message->second.is_recent;
}

void MaildirBacking::set_old(std::span<const Uid> uids) {
    const bool is_moving = !old_.empty();
    for (const auto uid : uids) {
        named(uid)->second.is_recent = false;
        old_.push_back(uid);
    }
    if (!is_moving) move_from_new();
}

/// A file that is not moved when the program ends is recent again.
void MaildirBacking::move_from_new() {
    for (std::size_t n = 0; n < limits::portion && !old_.empty(); ++n) {
        const auto uid = old_.back();
        old_.pop_back();
        const auto* message = named(uid);
        if (message && message->second.is_new)
            static_cast<void>(set_flags(uid, flags(message->second)));
    }
    if (!old_.empty())
        jobs_.soon([this, kept = holder_.lock()] { move_from_new(); });
}

std::vector<Uid> MaildirBacking::remove(std::span<const Uid> uids) {
    std::vector<Uid> gone;
    for (const auto uid : uids) {
        auto* message = named(uid);
        bool removed = unlink(path(*message).c_str()) == 0;
        if (!removed && errno == ENOENT)
            removed =
                !find_again(*message) || unlink(path(*message).c_str()) == 0;
        if (!removed) continue;
        gone.push_back(uid);
    }
    if (gone.empty()) return gone;
    auto next = gone.begin();
    const auto first = std::ranges::lower_bound(by_uid_, gone.front(), {},
                                                &std::pair<Uid, Named*>::first);
    const auto end = std::remove_if(first, by_uid_.end(), [&](const auto& one) {
        if (next == gone.end() || *next != one.first) return false;
        ++next;
        entries_.erase(entries_.find(one.second->first));
        return true;
    });
    by_uid_.erase(end, by_uid_.end());
    return gone;
}

/// A failure is no loss: a message that comes back is removed again.
void MaildirBacking::sync_removed(Done<void> done) {
    const auto folder = open_folder();
    if (!folder) return done({});
    jobs_.run<void>(
        nullptr,
        [folder = *folder]() -> Expected<void> {
            static_cast<void>(folder->sync("cur"));
            static_cast<void>(folder->sync("new"));
            return {};
        },
        [done = std::move(done), kept = holder_.lock()](const auto&) {
            done({});
        });
}

/// Another program has renamed or removed the file: looks for its base
/// everywhere. What the last scan has not found is gone, so that there is one
/// scan for all that another program has removed.
bool MaildirBacking::find_again(Named& named) {
    if (named.second.scan != scans_) return false;
    scan_all_ = true; // what else was seen is told the next time
    if (const auto scanned = scan_folders(); !scanned) return true;
    return named.second.scan == scans_;
}

MaildirBacking::Named* MaildirBacking::named(Uid uid) const {
    const auto place = std::ranges::lower_bound(by_uid_, uid, {},
                                                &std::pair<Uid, Named*>::first);
    return place != by_uid_.end() && place->first == uid ? place->second
                                                         : nullptr;
}

Flags MaildirBacking::flags(const Entry& entry) const {
    return flags_of(parse_file_name(entry.info).marks, keywords_.keywords());
}

std::filesystem::path MaildirBacking::path(const Named& named) const {
    return path(named.second.is_new, named.first + named.second.info);
}

std::filesystem::path MaildirBacking::path(const Place& place) const {
    return path(place.is_new, place.base + place.info);
}

std::filesystem::path MaildirBacking::path(bool is_new,
                                           std::string_view name) const {
    return folder_ / (is_new ? "new" : "cur") / name;
}

} // namespace mail
