// How a MaildirBacking finds out what others did to its folder.

#include "proto_server/mailbox/limits.hpp"
#include "proto_server/mailbox/maildir/file_name.hpp"
#include "proto_server/mailbox/maildir/maildir_backing.hpp"
#include "proto_server/mailbox/maildir/message_file.hpp"

#include <algorithm>
#include <cerrno>
#include <dirent.h>

using namespace std::chrono_literals;

namespace mail {
namespace {

constexpr const char* folders[] = {"cur", "new"};

/// Returns true for a name that can be a message's: no dot file, and it fits
/// into a line of the index.
bool is_message_name(std::string_view name) {
    return !name.empty() && name.front() != '.' && name.front() != ':' &&
           std::ranges::none_of(name,
                                [](char c) { return c >= '\0' && c < ' '; });
}

/// Returns how many digits the name begins with.
std::size_t number_length(std::string_view name) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto end = std::ranges::find_if_not(name, is_digit);
    return static_cast<std::size_t>(end - name.begin());
}

/// Orders two names by the time of their delivery, with which names begin.
bool delivered_before(const std::pair<bool, std::string>& a,
                      const std::pair<bool, std::string>& b) {
    return std::pair(number_length(a.second), std::string_view(a.second)) <
           std::pair(number_length(b.second), std::string_view(b.second));
}

} // namespace

void MaildirBacking::hear(MaildirWatch::Where where, std::string_view name) {
    using enum MaildirWatch::Where;
    if (where != beside) return hear(where == new_, name);
    if (name.empty() || name == KeywordsFile::name) wake();
}

void MaildirBacking::hear(bool is_new, std::string_view name) {
    const auto copy = unnumbered_.find(std::string(parse_file_name(name).base));
    if (copy != unnumbered_.end()) {
        if (std::exchange(copy->second, true))
            postponed_.emplace_back(is_new, name);
        return;
    }
    if (name.empty()) scan_all_ = true;
    if (!scan_all_) heard_.emplace_back(is_new, name);
    wake();
}

void MaildirBacking::wake() {
    if (!std::exchange(has_news_, true) && news_) news_();
}

/// Returns true if the folder may have changed. Without inotify the times of
/// the folders tell. Several changes in one tick of the clock look like one, so
/// a young time tells nothing.
bool MaildirBacking::may_have_changed() {
    if (!is_deaf_) return false;
    const auto now = std::filesystem::file_time_type::clock::now();
    const auto times = folder_times();
    const bool young = now - std::ranges::max(times) < 100ms;
    return std::exchange(scanned_at_, times) != times || young;
}

Expected<FoundChanges> MaildirBacking::look() {
    if (!is_ours()) {
        watch_.reset(); // its events are for whoever opens it by another name
        return gone();
    }
    refresh_keywords();
    if (!is_open_) return open_all();
    has_news_ = false;
    FoundChanges seen;
    see_heard();
    if (may_have_changed()) scan_all_ = true;
    if (scan_all_) {
        if (auto scanned = scan_folders(); !scanned)
            return tl::make_unexpected(scanned.error());
        scan_all_ = false;
        seen.expunged = drop_unseen();
    }
    for (const auto uid : std::exchange(flagged_, {}))
        if (const auto* message = named(uid))
            seen.flagged.emplace_back(uid, flags(message->second));
    return seen;
}

/// The first look: what the index has and what is there.
Expected<FoundChanges> MaildirBacking::open_all() {
    auto indexed = index_.take_entries();
    entries_.reserve(indexed.size());
    by_uid_.reserve(indexed.size());
    // Of two lines with one name the later counts: it left, and came back.
    for (auto one = indexed.rbegin(); one != indexed.rend(); ++one) {
        const auto entry = entries_.emplace(
            one->base, Entry{.uid = one->uid,
                             .size = one->size,
                             .stamp = FileStamp::written_at(one->date)});
        if (entry.second) by_uid_.emplace_back(one->uid, &*entry.first);
    }
    std::ranges::reverse(by_uid_);
    may_have_changed(); // only takes the times
    if (auto scanned = scan_folders(); !scanned)
        return tl::make_unexpected(scanned.error());
    drop_unseen();
    flagged_.clear();
    scan_all_ = false;

    FoundChanges seen;
    seen.arrived.reserve(by_uid_.size());
    auto next = by_uid_.begin();
    for (const auto& message : indexed)
        if (next != by_uid_.end() && next->first == message.uid)
            seen.arrived.push_back(
                {message.uid, message.date, flags((next++)->second->second)});
    is_open_ = true;
    return seen;
}

/// Reads both folders. A file that is renamed meanwhile may be seen under
/// neither name, so the folders are read again while a message is missing.
/// If a folder cannot be read, nothing is known to be gone.
Expected<void> MaildirBacking::scan_folders() {
    ++scans_;
    const auto is_missing = [this](const auto& known) {
        return known.second->second.scan != scans_;
    };
    for (int round = 1; round <= limits::maildir_scans; ++round) {
        const auto before = folder_times();
        arrivals_.clear();
        auto scanned = scan(true);
        if (scanned) scanned = scan(false);
        if (!scanned) {
            for (auto& [base, entry] : entries_) entry.scan = scans_;
            return scanned;
        }
        if (std::ranges::none_of(by_uid_, is_missing)) break;
        if (round > 1 && folder_times() == before) break;
    }
    return {};
}

MaildirBacking::Times MaildirBacking::folder_times() const {
    Times times;
    for (const bool is_new : {false, true}) {
        std::error_code ignored;
        times[is_new] = std::filesystem::last_write_time(
            folder_ / folders[is_new], ignored);
    }
    return times;
}

Expected<void> MaildirBacking::scan(bool is_new) {
    const auto folder = folder_ / folders[is_new];
    const std::unique_ptr<DIR, int (*)(DIR*)> listing(
        opendir(folder.c_str()), [](DIR* one) { return closedir(one); });
    if (!listing) return system_failure("read", folder);
    for (errno = 0; const auto* one = readdir(listing.get()); errno = 0)
        if (is_message_name(one->d_name)) see(is_new, one->d_name);
    if (errno != 0) return system_failure("read", folder);
    return {};
}

void MaildirBacking::see(bool is_new, std::string_view name) {
    const auto base = parse_file_name(name).base;
    const auto found = entries_.find(std::string(base));
    if (found == entries_.end()) {
        auto& found_at =
            unnumbered_.contains(std::string(base)) ? postponed_ : arrivals_;
        found_at.emplace_back(is_new, name);
        return;
    }
    auto& entry = found->second;
    entry.scan = scans_;
    const auto info = name.substr(base.size());
    if (entry.is_new == is_new && entry.info == info) return;
    const auto before = flags(entry);
    if (entry.is_new != is_new) entry.is_recent = is_new;
    entry.is_new = is_new;
    entry.info = info;
    if (flags(entry) != before) flagged_.push_back(entry.uid);
}

/// Something happened to these names; what, the folder itself tells best.
void MaildirBacking::see_heard() {
    std::vector<Named*> lost;
    for (const auto& [is_new, name] : std::exchange(heard_, {})) {
        if (!is_message_name(name)) continue;
        const auto stamp = stamp_of(path(is_new, name));
        const auto known =
            entries_.find(std::string(parse_file_name(name).base));
        if (stamp) see(is_new, name);
        if (known == entries_.end()) continue;
        const bool is_there = path(*known) == path(is_new, name);
        if (stamp && is_there)
            take_stamp(known->second, *stamp);
        else if (is_there)
            lost.push_back(&*known);
    }
    // A file that was renamed has two names here: the new one comes second.
    for (auto* message : lost)
        if (!stamp_of(path(*message))) scan_all_ = true;
}

std::vector<Uid> MaildirBacking::drop_unseen() {
    std::vector<Uid> gone;
    std::erase_if(by_uid_, [&](const auto& known) {
        if (known.second->second.scan == scans_) return false;
        gone.push_back(known.first);
        entries_.erase(entries_.find(known.second->first));
        return true;
    });
    return gone;
}

std::vector<NewFile> MaildirBacking::take_arrivals() {
    auto arrivals = std::exchange(arrivals_, {});
    std::ranges::sort(arrivals, delivered_before);
    std::vector<NewFile> files;
    for (const auto& [is_new, name] : arrivals) {
        const std::string base(parse_file_name(name).base);
        const auto date = date_of(path(is_new, name));
        if (!date || entries_.contains(base) || unnumbered_.contains(base))
            continue;
        unnumbered_.emplace(base, true);
        files.push_back({NewFile::Origin::found,
                         {base, is_new, name.substr(base.size())},
                         *date});
    }
    return files;
}

void MaildirBacking::number_arrivals(Done<std::vector<Message>> done) {
    store(take_arrivals(),
          [this, done = std::move(done)](Expected<std::vector<Message>> found) {
              // They wait for the next look if there is no room for UIDs.
              if (!found) scan_all_ = true;
              done(std::move(found));
          });
}

} // namespace mail
