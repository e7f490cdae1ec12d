#include "proto_server/mailbox/maildir/index.hpp"

#include <algorithm>
#include <charconv>
#include <fcntl.h>
#include <limits>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace mail {
namespace {

/// Octets of lines with sizes that are written at once.
constexpr std::size_t many_sizes = 4096;

/// Takes "number" and the blank behind it from the front of `line`.
template<class Number>
std::optional<Number> take_number(std::string_view& line) {
    Number number = 0;
    const auto [end, error] =
        std::from_chars(line.data(), line.data() + line.size(), number);
    if (error != std::errc{}) return std::nullopt;
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    if (!line.empty() && line.front() != ' ') return std::nullopt;
    if (!line.empty()) line.remove_prefix(1);
    return number;
}

std::optional<IndexLine> parse_line(std::string_view line) {
    const auto uid = take_number<Uid>(line);
    if (!uid) return std::nullopt;
    const auto size = take_number<std::uint32_t>(line);
    if (!size) return std::nullopt;
    if (line.empty()) return IndexLine{*uid, *size, {}, {}};
    const auto date = take_number<std::int64_t>(line);
    if (!date || line.empty()) return std::nullopt;
    return IndexLine{*uid, *size, with_four_digits(std::chrono::seconds(*date)),
                     std::string(line)};
}

std::string print(const std::vector<IndexLine>& messages) {
    std::string text;
    for (const auto& message : messages)
        text += std::to_string(message.uid) + " " +
                std::to_string(message.size) + " " +
                std::to_string(message.date.time_since_epoch().count()) + " " +
                message.base + "\n";
    return text;
}

} // namespace

Expected<Index> Index::open(const std::filesystem::path& folder,
                            Uid uid_validity_if_new) {
    Index index;
    index.path_ = folder / name;
    const auto text = read_file(index.path_);
    if (!text && text.error().kind != Failure::Kind::missing)
        return tl::make_unexpected(text.error());
    if (!text) {
        index.uid_validity_ = uid_validity_if_new;
        if (auto made = index.rewrite({}); !made)
            return tl::make_unexpected(made.error());
        return index;
    }
    if (!index.parse(*text))
        return fail(Failure::Kind::system,
                    "the index of the folder is none of ours. To number the "
                    "messages anew, remove it",
                    index.path_.string());
    File file(::open(index.path_.c_str(),
                     O_WRONLY | O_CLOEXEC | O_APPEND | O_NOFOLLOW));
    if (!file) return system_failure("open", index.path_);
    index.file_ = std::make_shared<IndexFile>(index.path_, std::move(file),
                                              index.length_, index.lines_);
    return index;
}

/// False if this was never an index. Stops at a line that is none.
bool Index::parse(std::string_view text) {
    const auto whole = text.size();
    const auto next_line = [&]() -> std::optional<std::string_view> {
        const auto end = text.find('\n');
        if (end == text.npos) return std::nullopt;
        const auto line = text.substr(0, end);
        text.remove_prefix(end + 1);
        return line;
    };
    auto head = next_line();
    if (!head) return false;
    const auto version = take_number<int>(*head);
    const auto validity = version ? take_number<Uid>(*head) : std::nullopt;
    const auto next = validity ? take_number<Uid>(*head) : std::nullopt;
    if (version != 1 || !next || *validity == 0 || *next == 0) return false;
    uid_validity_ = *validity;
    uid_next_ = *next;
    length_ = whole - text.size();
    while (const auto line = next_line()) {
        auto entry = parse_line(*line);
        if (!entry || !take(std::move(*entry))) break;
        length_ = whole - text.size();
        ++lines_;
    }
    // Nobody heard of a UID behind that line; but if a hand broke the file, it
    // is not given again.
    while (const auto line = next_line())
        if (const auto entry = parse_line(*line); entry && entry->uid + 1 != 0)
            uid_next_ = std::max(uid_next_, entry->uid + 1);
    return true;
}

/// False if the line does not belong there.
bool Index::take(IndexLine entry) {
    if (entry.base.empty()) {
        const auto known =
            std::ranges::lower_bound(entries_, entry.uid, {}, &IndexLine::uid);
        if (known != entries_.end() && known->uid == entry.uid)
            known->size = entry.size;
        return true;
    }
    const auto last = entries_.empty() ? Uid{0} : entries_.back().uid;
    if (entry.uid <= last || entry.uid == std::numeric_limits<Uid>::max())
        return false;
    if (entry.uid >= uid_next_) uid_next_ = entry.uid + 1;
    entries_.push_back(std::move(entry));
    return true;
}

/// Appends lines. First it cuts off what a crash or a full disk has left behind
/// the good lines. It fails if the file is shorter than we know it: to write
/// behind its end would leave a hole, which is no line.
bool IndexFile::append(std::string_view text, Sync sync) {
    struct stat status {};
    if (fstat(file_.descriptor(), &status) != 0 ||
        static_cast<std::uintmax_t>(status.st_size) < length_ ||
        ftruncate(file_.descriptor(), static_cast<off_t>(length_)) != 0 ||
        !write_all(file_, text) ||
        (sync == Sync::yes && fdatasync(file_.descriptor()) != 0))
        return false;
    length_ += text.size();
    lines_ += static_cast<std::size_t>(std::ranges::count(text, '\n'));
    return true;
}

Expected<void> IndexFile::add(const std::vector<IndexLine>& messages) {
    if (!messages.empty() && !append(print(messages), Sync::yes))
        return system_failure("write", path_);
    return {};
}

std::shared_ptr<IndexFile> Index::lend() {
    write_sizes();
    is_lent_ = true;
    return file_;
}

void Index::take_back(Uid uid_next) {
    is_lent_ = false;
    uid_next_ = uid_next;
    file_->moved(path_);
}

void Index::learn_size(Uid uid, std::uint32_t size) {
    learned_ += std::to_string(uid) + " " + std::to_string(size) + "\n";
    if (learned_.size() >= many_sizes) write_sizes();
}

void Index::write_sizes() {
    if (!learned_.empty() && !is_lent_)
        file_->append(std::exchange(learned_, {}), IndexFile::Sync::no);
}

Expected<void> Index::rewrite(const std::vector<IndexLine>& messages) {
    const auto text = "1 " + std::to_string(uid_validity_) + " " +
                      std::to_string(uid_next_) + "\n" + print(messages);
    if (auto kept = replace_file(path_, text); !kept) return kept;
    File file(
        ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_APPEND | O_NOFOLLOW));
    if (!file) return system_failure("open", path_);
    learned_.clear();
    file_ = std::make_shared<IndexFile>(path_, std::move(file), text.size(),
                                        messages.size());
    return {};
}

void Index::moved(const std::filesystem::path& folder) {
    path_ = folder / name;
    if (!is_lent_) file_->moved(path_);
}

} // namespace mail
