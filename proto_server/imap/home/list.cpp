#include "proto_server/imap/home/home.hpp"
#include "proto_server/imap/home/list_pattern.hpp"
#include "proto_server/imap/home/status.hpp"
#include "proto_server/imap/names.hpp"

#include <algorithm>

namespace imap_server {

// LIST and LSUB: RFC 3501 §6.3.8 and §6.3.9, RFC 5258, RFC 5819, RFC 6154.

namespace {

using Folders = std::vector<mail::Folder>;
using Patterns = std::vector<std::string>;

/// RFC 6154 §2
const char* attribute(mail::SpecialUse use) {
    switch (use) {
    case mail::SpecialUse::archive:
        return "\\Archive";
    case mail::SpecialUse::drafts:
        return "\\Drafts";
    case mail::SpecialUse::junk:
        return "\\Junk";
    case mail::SpecialUse::sent:
        return "\\Sent";
    case mail::SpecialUse::trash:
        return "\\Trash";
    case mail::SpecialUse::none:
        break;
    }
    return nullptr;
}

/// Octets of a pattern times octets of a name, in one portion.
constexpr std::size_t comparisons = 256 * 1024;

/// Folders that are told in one portion. Each is compared with all others.
constexpr std::size_t folders_at_once = 16;

} // namespace

/// A LIST or LSUB under way. First it is found out in portions which folders
/// fit one of the patterns; then those are told in portions.
struct Home::Listing {
    Folders folders;
    Patterns patterns;
    imap::List list = {};
    std::vector<bool> fitting = std::vector<bool>(folders.size());
    std::size_t folder = 0, pattern = 0; ///< the next to be compared
    std::size_t told = 0;  ///< folders that were told, or do not fit
    Folders unlisted = {}; ///< those that do not fit
    std::optional<StatusQuery> status = {}; ///< of the last told

    /// True if there is more to compare.
    bool compare() {
        for (std::size_t done = 0; folder < folders.size();) {
            if (done > comparisons) return true;
            if (pattern == patterns.size()) {
                next_folder();
                continue;
            }
            const auto& name = folders[folder].name;
            const auto& wanted = patterns[pattern++];
            done += (name.size() + 1) * (wanted.size() + 1);
            if (!fits(name, wanted)) continue;
            fitting[folder] = true;
            next_folder();
        }
        for (std::size_t i = 0; i < folders.size(); ++i)
            if (!fitting[i]) unlisted.push_back(folders[i]);
        return false;
    }

    /// The next folder that fits and was not told; null if there is none.
    const mail::Folder* next() {
        while (told < folders.size())
            if (fitting[told++]) return &folders[told - 1];
        return nullptr;
    }

private:
    void next_folder() {
        ++folder;
        pattern = 0;
    }
};

namespace {

bool has_subscribed_below(const Folders& folders, const std::string& name) {
    return std::any_of(folders.begin(), folders.end(), [&](const auto& other) {
        return other.subscribed && mail::is_below(other.name, name);
    });
}

/// One that is only above others is \Noselect to a client of IMAP4rev1, which
/// may not know \NonExistent. RFC 9051 §6.3.9.6. One with nothing below says
/// so if it exists, or if that was asked: RFC 5258 §4.
std::vector<std::string> attributes_of(const mail::Folder& folder,
                                       const imap::List& list, bool rev2) {
    std::vector<std::string> names;
    if (!folder.exists)
        names.push_back(folder.has_children && !rev2 ? "\\Noselect"
                                                     : "\\NonExistent");
    if (folder.has_children)
        names.push_back("\\HasChildren");
    else if (folder.exists || list.returns.children)
        names.push_back("\\HasNoChildren");
    const auto* use = attribute(folder.use);
    if (use && folder.exists) names.push_back(use);
    if (folder.subscribed &&
        (list.select.subscribed || list.returns.subscribed))
        names.push_back("\\Subscribed");
    return names;
}

/// All but its name; nothing if it is not to be listed. `others` are those
/// that may be told of by CHILDINFO. RFC 5258 §3.
std::optional<imap::ListData> list_one(const mail::Folder& folder,
                                       const imap::List& list,
                                       const Folders& others, bool rev2) {
    const auto& select = list.select;
    const bool below =
        select.recursive_match && has_subscribed_below(others, folder.name);
    const bool exists = folder.exists || folder.has_children;
    if (select.subscribed ? !folder.subscribed && !below : !exists)
        return std::nullopt;
    if (select.special_use && folder.use == mail::SpecialUse::none)
        return std::nullopt;
    imap::ListData data;
    data.attributes = attributes_of(folder, list, rev2);
    if (below) data.child_info = {"SUBSCRIBED"};
    return data;
}

/// Returns the patterns as UTF-8, each behind the reference. "inbox" of any
/// case is INBOX. A pattern that no folder's name can match is left out.
Patterns decoded(const std::string& reference, const Patterns& patterns,
                 bool utf8) {
    Patterns all;
    for (const auto& pattern : patterns) {
        const auto whole = decoded_name(reference + pattern, utf8);
        if (!whole) continue;
        if (auto simple = simplified(mail::with_inbox(*whole)))
            all.push_back(*std::move(simple));
    }
    return all;
}

} // namespace

void Home::answer(const imap::List& list, Answer& answer) {
    const bool basic = list.select == imap::List::Selection{} &&
                       list.returns == imap::List::Return{};
    if (basic && list.patterns == Patterns{""}) { // what parts the levels?
        answer.say(imap::ListData{
            false, {"\\Noselect"}, mail::hierarchy_separator, "", {}});
        return answer.ok("LIST completed");
    }
    const auto listing = std::make_shared<Listing>(Listing{
        account_->folders(),
        decoded(list.reference, list.patterns, answer.enabled().utf8()), list});
    answer.work([this, listing, &answer] {
        if (listing->compare()) return true;
        answer.work(
            [this, listing, &answer] { return list_some(listing, answer); });
        return false;
    });
}

/// Lists the next portion of the mailboxes. Returns true if some are left.
bool Home::list_some(const std::shared_ptr<Listing>& listing, Answer& answer) {
    const auto& list = listing->list;
    const auto enabled = answer.enabled();
    if (listing->status) {
        if (listing->status->go_on()) return true;
        answer.say(listing->status->result());
        listing->status.reset();
    }
    for (std::size_t n = 0; n < folders_at_once; ++n) {
        const auto* folder = listing->next();
        if (!folder) {
            answer.ok("LIST completed");
            return false;
        }
        // No parent is listed only for a child that is listed itself.
        // RFC 5258 §3.5
        const auto& others =
            folder->subscribed ? listing->folders : listing->unlisted;
        auto data = list_one(*folder, list, others, enabled.rev2);
        if (!data) continue;
        data->mailbox = wire_name(folder->name, enabled.utf8());
        answer.say(*data);
        if (list.returns.status.empty() || !folder->exists) continue;
        list_status(listing, folder->name, answer);
        return false;
    }
    return true;
}

/// Begins the STATUS of a folder that was listed. Then the list goes on.
void Home::list_status(const std::shared_ptr<Listing>& listing,
                       const std::string& folder, Answer& answer) {
    using Opened = std::shared_ptr<mail::Mailbox>;
    account_->open(folder, answer.await<Opened>([this, listing, folder,
                                                 &answer](const auto& mailbox) {
        if (mailbox)
            listing->status.emplace(wire_name(folder, answer.enabled().utf8()),
                                    *mailbox, listing->list.returns.status);
        answer.work(
            [this, listing, &answer] { return list_some(listing, answer); });
    }));
}

/// The folder `name`, as SELECT and RENAME of IMAP4rev2 tell of it: RFC 9051
/// §6.3.2 and §6.3.6. `old_name` is as on the wire.
void Home::say_listed(std::string_view name, const std::string* old_name,
                      Answer& answer) const {
    const auto canonical = mail::folder_name(name);
    const auto folders = account_->folders();
    const auto folder =
        std::find_if(folders.begin(), folders.end(), [&](const auto& one) {
            return canonical && one.name == *canonical;
        });
    if (folder == folders.end()) return; // removed a moment ago
    imap::List all;
    all.returns.subscribed = true;
    imap::ListData data;
    data.attributes = attributes_of(*folder, all, true);
    data.mailbox = wire_name(folder->name, answer.enabled().utf8());
    if (old_name) data.old_name = *old_name;
    answer.say(data);
}

/// A folder that is not subscribed is named if one below is, and the pattern's
/// `%` stopped above it. RFC 3501 §6.3.9.
void Home::answer(const imap::Lsub& lsub, Answer& answer) {
    const auto listing = std::make_shared<Listing>(
        Listing{account_->folders(), decoded(lsub.reference, {lsub.pattern},
                                             answer.enabled().utf8())});
    answer.work([listing, stops = lsub.pattern.ends_with('%'), &answer] {
        if (listing->compare()) return true;
        answer.work([listing, stops, &answer] {
            return lsub_some(*listing, stops, answer);
        });
        return false;
    });
}

/// True if there are more.
bool Home::lsub_some(Listing& listing, bool stops, Answer& answer) {
    for (std::size_t n = 0; n < folders_at_once; ++n) {
        const auto* folder = listing.next();
        if (!folder) {
            answer.ok("LSUB completed");
            return false;
        }
        const bool below =
            stops && has_subscribed_below(listing.folders, folder->name);
        if (!folder->subscribed && !below) continue;
        imap::ListData data;
        data.lsub = true;
        if (!folder->subscribed) data.attributes = {"\\Noselect"};
        data.mailbox = wire_name(folder->name, answer.enabled().utf8());
        answer.say(data);
    }
    return true;
}

} // namespace imap_server
