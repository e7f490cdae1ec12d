// How a MaildirBacking reads messages, and what it remembers of them.

#include "proto_server/mailbox/line_ends.hpp"
#include "proto_server/mailbox/maildir/maildir_backing.hpp"
#include "proto_server/mailbox/maildir/message_file.hpp"

#include <unistd.h>

namespace mail {

/// The second name of a file that is about to be removed.
class MaildirBacking::KeptFile {
public:
    KeptFile(const MaildirBacking& backing, const Named& message)
        : backing_(backing), name_(kept_prefix + message.first) {}
    ~KeptFile() { unlink(path().c_str()); }
    KeptFile(const KeptFile&) = delete;
    KeptFile& operator=(const KeptFile&) = delete;

    /// The folder may have been renamed meanwhile.
    std::filesystem::path path() const {
        return backing_.folder_ / "tmp" / name_;
    }
    Expected<Octets> read() const {
        return read_file(path()).map([](const auto& text) -> Octets {
            return std::make_shared<const std::string>(with_crlf(text));
        });
    }

private:
    const MaildirBacking& backing_;
    std::string name_;
};

Backing::Kept MaildirBacking::keep(Uid uid) {
    auto* message = named(uid);
    const auto file = std::make_shared<const KeptFile>(*this, *message);
    const auto linked = at_its_place(*message, [&](const auto& path) {
        return link_file(path, file->path());
    });
    if (!linked) return {}; // not on this file system
    return [file] { return file->read(); };
}

Expected<Octets> MaildirBacking::octets(Uid uid) {
    return read(uid, nullptr);
}

Expected<Octets> MaildirBacking::header(Uid uid) {
    compare_with_file(*named(uid));
    if (auto known = headers_->find(number_, uid)) return known;
    auto begin = read(uid, has_header_end);
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
        auto size = at_its_place(*message, measure);
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
    if (!is_deaf_ && message.second.stamp.inode != 0) return;
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

} // namespace mail
