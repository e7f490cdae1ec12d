#include "proto_server/mailbox/maildir/maildir_backing.hpp"

#include "proto_server/mailbox/line_ends.hpp"
#include "proto_server/mailbox/maildir/file_name.hpp"
#include "proto_server/mailbox/maildir/message_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
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

Expected<std::unique_ptr<MaildirBacking>> MaildirBacking::open(
    const std::filesystem::path& folder, Uid uid_validity_if_new,
    std::shared_ptr<FolderWatch> watch, std::shared_ptr<HeaderCache> headers) {
    auto index = Index::open(folder, uid_validity_if_new);
    if (!index) return tl::make_unexpected(index.error());
    remove_unfinished(folder / "tmp");
    return std::unique_ptr<MaildirBacking>(new MaildirBacking(
        folder, std::move(*index), std::move(watch), std::move(headers)));
}

MaildirBacking::MaildirBacking(const std::filesystem::path& folder, Index index,
                               std::shared_ptr<FolderWatch> watch,
                               std::shared_ptr<HeaderCache> headers)
    : folder_(folder), identity_(identity(folder)), index_(std::move(index)),
      keywords_(folder), watch_(std::move(watch)), headers_(std::move(headers)),
      number_(headers_->new_mailbox()) {
    listen();
}

MaildirBacking::~MaildirBacking() {
    stop_listening();
    if (is_ours()) index_.write_sizes();
}

tl::unexpected<Failure> MaildirBacking::gone() const {
    return fail(Failure::Kind::missing,
                "another program removed or renamed the folder",
                folder_.string());
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

/// The file is on the disk before its name, its name before its UID: who hears
/// of the UID finds the message, whatever happens.
Expected<Message> MaildirBacking::add(std::string_view octets,
                                      const Flags& flags,
                                      std::chrono::sys_seconds date) {
    if (auto known =
            keywords_.learn(flags, [this] { return unnamed_letters(); });
        !known)
        return tl::make_unexpected(known.error());
    const auto text = for_disk(octets);
    const auto size =
        static_cast<std::uint32_t>(octets.size() + missing_crs(octets));
    const auto place = new_place(flags);
    const auto target = path(place);
    if (auto kept =
            write_message(folder_ / "tmp" / place.base, target, text, date);
        !kept)
        return tl::make_unexpected(kept.error());
    const IndexLine indexed{index_.uid_next(), size, date, place.base};
    if (auto numbered = index_.add({indexed}); !numbered) {
        unlink(target.c_str()); // or it would arrive later, after our no
        return tl::make_unexpected(numbered.error());
    }
    enter(indexed, place);
    return Message{indexed.uid, date, flags};
}

/// A message without flags is new to those who look for that.
MaildirBacking::Place MaildirBacking::new_place(const Flags& flags) const {
    if (flags.empty()) return {new_base(), true, ""};
    return {new_base(), false, ":2," + marks_of(flags, keywords_.keywords())};
}

void MaildirBacking::enter(const IndexLine& indexed, const Place& place) {
    const auto entry =
        entries_.emplace(place.base, Entry{indexed.uid, scans_, indexed.size,
                                           place.is_new, place.info});
    by_uid_.emplace_back(indexed.uid, &*entry.first);
}

/// The flags that are asked for differ from those that we know by some that are
/// added and some that are removed. If another program has renamed the file
/// meanwhile, these are applied to the flags that it has given.
Expected<void> MaildirBacking::set_flags(Uid uid, const Flags& flags) {
    if (auto known =
            keywords_.learn(flags, [this] { return unnamed_letters(); });
        !known)
        return known;
    auto* message = named(uid);
    auto& [base, entry] = *message;
    const auto before = this->flags(entry);
    auto wanted = flags;
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto info = ":2," + marks_of(wanted, keywords_.keywords(),
                                           parse_file_name(entry.info).marks);
        const auto renamed =
            rename_file(path(*message), path(false, base + info));
        if (renamed) {
            entry.is_new = false;
            entry.info = info;
            return {};
        }
        if (renamed.error().kind != Failure::Kind::missing) return renamed;
        if (!find_again(*message)) break;
        wanted = changed(this->flags(entry), before, flags);
    }
    return fail(Failure::Kind::missing, "another program removed the message");
}

/// Returns the letters in the names of files that are no keyword's. Dovecot may
/// have given them a meaning that we cannot read.
std::string MaildirBacking::unnamed_letters() const {
    std::string letters;
    for (const auto& [uid, message] : by_uid_)
        letters += letters_without_keyword(
            parse_file_name(message->second.info).marks, keywords_.keywords());
    return letters;
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
void MaildirBacking::sync_removed() {
    static_cast<void>(sync_folder(folder_ / "cur"));
    static_cast<void>(sync_folder(folder_ / "new"));
}

Expected<Octets> MaildirBacking::octets(Uid uid) {
    return read(uid, nullptr);
}

Expected<Octets> MaildirBacking::header(Uid uid) {
    compare_with_file(*named(uid));
    if (auto known = headers_->find(number_, uid)) return known;
    const auto begin = read(uid, has_header_end);
    if (!begin) return begin;
    const auto header = std::make_shared<const std::string>(header_of(**begin));
    headers_->keep(number_, uid, header);
    return header;
}

Expected<Octets> MaildirBacking::read(Uid uid,
                                      bool (*enough)(std::string_view)) {
    auto* message = named(uid);
    const auto begin = at_its_place(*message, [&](const auto& path) {
        return read_beginning(path, enough);
    });
    if (!begin) return tl::make_unexpected(begin.error());
    auto octets = std::make_shared<const std::string>(with_crlf(begin->text));
    if (begin->is_all)
        learn_size(message->second, static_cast<std::uint32_t>(octets->size()));
    return octets;
}

Expected<std::uint32_t> MaildirBacking::size(Uid uid) {
    auto* message = named(uid);
    compare_with_file(*message);
    if (message->second.size == 0) {
        const auto size = at_its_place(*message, measure);
        if (!size) return size;
        learn_size(message->second, *size);
    }
    return message->second.size;
}

void MaildirBacking::learn_size(Entry& entry, std::uint32_t size) {
    if (entry.size == size || size == 0) return;
    entry.size = size;
    index_.learn_size(entry.uid, size);
}

/// Compares a file with what is remembered of it: once, and again after
/// somebody has written it. Without inotify nobody tells us of that.
void MaildirBacking::compare_with_file(Named& message) {
    const bool told = watches_[0] >= 0 && watches_[1] >= 0;
    if (told && message.second.stamp.inode != 0) return;
    if (const auto now = stamp_of(path(message)))
        take_stamp(message.second, *now);
}

/// Forgets what was read of a file if the file has changed since.
void MaildirBacking::take_stamp(Entry& entry, const FileStamp& now) {
    if (!entry.stamp.may_be(now)) {
        entry.size = 0;
        headers_->forget(number_, entry.uid);
    }
    entry.stamp = now;
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

MaildirBacking::Named* MaildirBacking::named(Uid uid) {
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
