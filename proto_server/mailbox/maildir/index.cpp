#include "proto_server/mailbox/maildir/index.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mail {
namespace {

/// Octets of lines with sizes that are written at once.
constexpr std::size_t many_sizes = 4096;

} // namespace

Expected<Index> Index::open(const std::filesystem::path& folder,
                            Uid uid_validity_if_new) {
    const auto path = folder / name;
    auto text = read_file(path);
    if (!text && text.error().kind == Failure::Kind::missing) {
        text = IndexText{.uid_validity = uid_validity_if_new}.print();
        if (auto made = replace_file(path, *text); !made)
            return tl::make_unexpected(made.error());
    }
    if (!text) return tl::make_unexpected(text.error());
    auto parsed = IndexText::parse(*text);
    if (!parsed)
        return fail(Failure::Kind::system,
                    "the index of the folder is none of ours. To number the "
                    "messages anew, remove it",
                    path.string());
    File file(
        ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_APPEND | O_NOFOLLOW));
    if (!file) return system_failure("open", path);
    Index index;
    index.path_ = path;
    index.text_ = std::move(*parsed);
    index.file_ = std::make_shared<IndexFile>(
        path, std::move(file), index.text_.length, index.text_.lines);
    return index;
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
    if (!messages.empty() && !append(print_lines(messages), Sync::yes))
        return system_failure("write", path_);
    return {};
}

bool IndexFile::keep_only(const OpenFolder& folder,
                          const std::vector<Uid>& uids) {
    const auto text = folder.read(Index::name);
    if (!text || text->size() < length_) return false;
    auto index = IndexText::parse(text->substr(0, length_));
    if (!index) return false;
    std::erase_if(index->messages, [&](const IndexLine& message) {
        return !std::ranges::binary_search(uids, message.uid);
    });
    const auto kept = index->print();
    auto file = folder.replace(Index::name, kept);
    if (!file) return false;
    file_ = std::move(*file);
    length_ = kept.size();
    lines_ = index->messages.size();
    return true;
}

std::shared_ptr<IndexFile> Index::lend() {
    write_sizes();
    is_lent_ = true;
    return file_;
}

void Index::take_back(Uid uid_next) {
    is_lent_ = false;
    text_.uid_next = uid_next;
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

void Index::moved(const std::filesystem::path& folder) {
    path_ = folder / name;
    if (!is_lent_) file_->moved(path_);
}

} // namespace mail
