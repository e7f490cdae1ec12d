#include "proto_server/mailbox/maildir/maildir_backing.hpp"

#include "proto_server/mailbox/line_ends.hpp"
#include "proto_server/mailbox/maildir/file_name.hpp"
#include "proto_server/mailbox/maildir/message_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace mail {

Expected<std::unique_ptr<MaildirBacking>>
MaildirBacking::open(const std::filesystem::path& folder,
                     Uid uid_validity_if_new, const Shared& shared) {
    auto index = Index::open(folder, uid_validity_if_new);
    if (!index) return tl::make_unexpected(index.error());
    remove_unfinished(folder / "tmp");
    return std::unique_ptr<MaildirBacking>(
        new MaildirBacking(folder, std::move(*index), shared));
}

MaildirBacking::MaildirBacking(const std::filesystem::path& folder, Index index,
                               const Shared& shared)
    : folder_(folder), identity_(identity(folder)), index_(std::move(index)),
      keywords_(folder), watch_(shared.watch), headers_(shared.headers),
      number_(headers_->new_mailbox()), jobs_(shared.jobs),
      commits_(
          shared.jobs, shared.owner, index_, [this] { return open_folder(); },
          [this] {
              if (has_news_ && look_) look_();
          }) {
    listen();
}

MaildirBacking::~MaildirBacking() {
    stop_listening();
    if (is_ours()) index_.write_sizes();
}

tl::unexpected<Failure> MaildirBacking::gone() const {
    return fail(Failure::Kind::missing,
                "another program removed or renamed " + folder_.string());
}

void MaildirBacking::keep(const std::weak_ptr<void>& holder) {
    holder_ = holder;
    commits_.keep(holder);
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
    if (auto known = keywords_.learn(flags); !known)
        return done(tl::make_unexpected(known.error()));
    std::vector<NewFile> files;
    files.push_back({NewFile::Origin::written, new_place(flags), date, 0,
                     std::move(octets)});
    store(std::move(files),
          [done = std::move(done)](Expected<std::vector<Message>> stored) {
              if (!stored) return done(tl::make_unexpected(stored.error()));
              done(std::move(stored->front()));
          });
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
        base, Entry{file.uid, scans_, file.size, is_new, info});
    by_uid_.emplace_back(file.uid, &*entry.first);
    return {file.uid, file.date, flags(entry.first->second)};
}

Expected<void> MaildirBacking::set_flags(Uid uid, const Flags& flags) {
    if (auto known = keywords_.learn(flags); !known) return known;
    auto* message = named(uid);
    auto& [base, entry] = *message;
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto marks = marks_of(flags, keywords_.keywords(),
                                    parse_file_name(entry.info).marks);
        const auto target = path(false, base + ":2," + marks);
        if (rename(path(*message).c_str(), target.c_str()) == 0) {
            entry.is_new = false;
            entry.info = ":2," + marks;
            return {};
        }
        if (errno != ENOENT) return system_failure("rename", path(*message));
        if (!find_again(*message)) break;
    }
    return fail(Failure::Kind::missing, "another program removed the message");
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

Expected<Octets> MaildirBacking::octets(Uid uid) {
    return read(uid, nullptr);
}

Expected<Octets> MaildirBacking::header(Uid uid) {
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
    if (message->second.size == 0) {
        const auto size = at_its_place(*message, measure);
        if (!size) return size;
        learn_size(message->second, *size);
    }
    return message->second.size;
}

void MaildirBacking::learn_size(Entry& entry, std::uint32_t size) {
    if (entry.size != 0 || size == 0) return;
    entry.size = size;
    index_.learn_size(entry.uid, size);
}

/// Another program has renamed the file: looks for its base everywhere.
bool MaildirBacking::find_again(Named& named) {
    scan_folders();
    scan_all_ = true; // what else was seen is told the next time
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
