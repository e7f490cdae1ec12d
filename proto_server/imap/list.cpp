#include "proto_server/imap/imap_session.hpp"
#include "proto_server/imap/pattern.hpp"
#include "proto_server/imap/status.hpp"

#include <algorithm>

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

bool fits_any(const std::string& name, const Patterns& patterns) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const auto& one) {
        return imap_server::fits(name, one);
    });
}

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

} // namespace

/// As UTF-8, behind the reference. INBOX has no case.
Patterns ImapSession::decoded(const std::string& reference,
                              const Patterns& patterns) const {
    Patterns all;
    for (const auto& pattern : patterns) {
        const auto whole = decoded(reference + pattern);
        if (!whole) continue; // no folder can be called so
        all.push_back(mail::with_inbox(*whole));
    }
    return all;
}

void ImapSession::answer(const imap::List& list) {
    const bool basic = list.select == imap::List::Selection{} &&
                       list.returns == imap::List::Return{};
    if (basic && list.patterns == Patterns{""}) { // what parts the levels?
        say(imap::ListData{
            false, {"\\Noselect"}, mail::hierarchy_separator, "", {}});
        return ok("LIST completed");
    }
    const auto patterns = decoded(list.reference, list.patterns);
    const auto folders = account_->folders();
    Folders fitting, unlisted;
    for (const auto& folder : folders)
        (fits_any(folder.name, patterns) ? fitting : unlisted)
            .push_back(folder);
    for (const auto& folder : fitting) {
        // Who sees a child listed needs no parent for it. RFC 5258 §3.5
        const auto& others = folder.subscribed ? folders : unlisted;
        auto data = list_one(folder, list, others, rev2_);
        if (!data) continue;
        data->mailbox = wire_name(folder.name);
        say(*data);
        if (list.returns.status.empty() || !folder.exists) continue;
        if (const auto mailbox = account_->open(folder.name))
            say(imap_server::status_of(data->mailbox, **mailbox,
                                       list.returns.status));
    }
    ok("LIST completed");
}

/// The folder `name`, as SELECT and RENAME of IMAP4rev2 tell of it: RFC 9051
/// §6.3.2 and §6.3.6. `old_name` is as on the wire.
void ImapSession::say_listed(std::string_view name,
                             const std::string* old_name) {
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
    data.mailbox = wire_name(folder->name);
    if (old_name) data.old_name = *old_name;
    say(data);
}

/// A folder that is not subscribed is named if one below is, and the pattern's
/// `%` stopped above it. RFC 3501 §6.3.9.
void ImapSession::answer(const imap::Lsub& lsub) {
    const auto patterns = decoded(lsub.reference, {lsub.pattern});
    const bool stops = lsub.pattern.ends_with('%');
    const auto folders = account_->folders();
    for (const auto& folder : folders) {
        if (!fits_any(folder.name, patterns)) continue;
        const bool below = stops && has_subscribed_below(folders, folder.name);
        if (!folder.subscribed && !below) continue;
        imap::ListData data;
        data.lsub = true;
        if (!folder.subscribed) data.attributes = {"\\Noselect"};
        data.mailbox = wire_name(folder.name);
        say(data);
    }
    ok("LSUB completed");
}
