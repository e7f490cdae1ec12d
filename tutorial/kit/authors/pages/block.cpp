#include "tutorial/kit/authors/pages/block.hpp"

#include "common/transcript/draw/diagram.hpp"
#include "common/transcript/draw/draw_text.hpp"
#include "tutorial/kit/authors/pages/difference.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/system/files.hpp"

#include <stdexcept>

namespace kit::pages {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_octets = 1U << 20U;
constexpr std::size_t drawing_columns = 80; ///< as kit draw has it

/// Makes one block; each operator() is for one kind of source.
class Maker {
public:
    Maker(const Fence& fence, const std::string& page, Making& making)
        : fence_(fence), page_(page), making_(making) {}

    Result<Lines> operator()(const Copy& copy) const {
        const auto found = read_excerpt(copy.from, page_, fence_.line);
        if (!found) return tl::make_unexpected(found.error());
        if (found->lines.empty())
            return wrong(page_, fence_.line,
                         "there is nothing in " + print(copy.from));
        return found->lines;
    }

    Result<Lines> operator()(const Change& change) const {
        const auto before = read_excerpt(change.before, page_, fence_.line);
        if (!before) return tl::make_unexpected(before.error());
        const auto now = read_excerpt(change.now, page_, fence_.line);
        if (!now) return tl::make_unexpected(now.error());
        auto lines = unified_difference(*before, *now);
        if (lines.empty())
            return wrong(page_, fence_.line,
                         print(change.now) + " is the same as " +
                             print(change.before));
        return lines;
    }

    Result<Lines> operator()(const Drawing& drawing) const try {
        const auto file = fs::path(page_).parent_path() / drawing.file;
        const auto picture = transcript::diagram(read_conversation(file));
        auto lines =
            split_lines(transcript::draw_text(picture, drawing_columns));
        for (auto& line : lines) line = trim_end(line);
        return trim_blank_lines(lines);
    } catch (const std::runtime_error& error) {
        return wrong(page_, fence_.line, error.what());
    }

    Result<Lines> operator()(const Console&) const {
        return run_console(fence_, page_, making_);
    }

    Result<Lines> operator()(const Free&) const { return fence_.body; }

private:
    const Fence& fence_;
    const std::string& page_;
    Making& making_;
};

} // namespace

Result<Excerpt> read_excerpt(const FileRegion& place, const std::string& page,
                             std::size_t line) try {
    const auto file =
        (fs::path(page).parent_path() / place.file).lexically_normal();
    const auto marked =
        MarkedFile::read(read_file(file, most_octets), file.string());
    if (!marked) return tl::make_unexpected(marked.error());
    if (!marked->has(place.region))
        return wrong(page, line,
                     place.file + " has no region [" + place.region +
                         "]; it has: " + marked->regions());
    return marked->cut(place.region);
} catch (const std::runtime_error& error) {
    return wrong(page, line, error.what());
}

Result<Lines> make_block(const Fence& fence, const std::string& page,
                         Making& making) {
    const auto source = parse_source(fence.info);
    if (!source) return wrong(page, fence.line, source.error());
    auto lines = std::visit(Maker(fence, page, making), *source);
    if (!lines || std::holds_alternative<Free>(*source)) return lines;
    for (const auto& one : *lines)
        if (one.starts_with(fence.marks))
            return wrong(page, fence.line,
                         "the text holds a line that would close this fence; "
                         "open and close it with more marks");
    return lines;
}

} // namespace kit::pages
