#include "tutorial/kit/authors/lint/fences.hpp"

#include "common/transcript/show.hpp"
#include "tutorial/kit/authors/pages/block.hpp"
#include "tutorial/kit/authors/pages/difference.hpp"
#include "tutorial/kit/system/files.hpp"

namespace kit::lint {

namespace {

constexpr std::size_t most_columns = 80;
constexpr std::size_t most_program_lines = 150;
constexpr std::size_t most_changed_lines = 80;
constexpr std::size_t most_octets = 1U << 20U;

void check_width(const pages::Fence& fence, const Page& page,
                 Problems& problems) {
    // A difference has a mark before each line.
    const auto most = most_columns + (fence.info.starts_with("diff") ? 1 : 0);
    for (std::size_t i = 0; i < fence.body.size(); ++i) {
        const auto wide = transcript::columns(fence.body[i]);
        if (wide > most)
            problems.push_back({page.file, fence.line + 1 + i,
                                "the line has " + std::to_string(wide) +
                                    " columns; it may have " +
                                    std::to_string(most)});
    }
}

void check_change(const pages::Fence& fence, const pages::Change& change,
                  const Page& page, Problems& problems) {
    // A region shows a part of the step; the whole file is measured.
    const auto whole = [&](const pages::FileRegion& place) {
        return pages::read_excerpt({place.file, {}}, page.file, fence.line);
    };
    const auto before = whole(change.before);
    const auto now = whole(change.now);
    if (!before || !now) return; // said by check_fences
    const auto changed = pages::changed_lines(before->lines, now->lines);
    if (changed > most_changed_lines)
        problems.push_back(
            {page.file, fence.line,
             "a step of " + std::to_string(changed) + " lines since " +
                 change.before.file + "; at most " +
                 std::to_string(most_changed_lines) + " may change"});
}

} // namespace

void check_fences(const Page& page, Problems& problems) {
    for (const auto& fence : page.fences) {
        const auto source = pages::parse_source(fence.info);
        if (!source)
            problems.push_back({page.file, fence.line, source.error()});
        check_width(fence, page, problems);
        const auto check_place = [&](const pages::FileRegion& place) {
            const auto found =
                pages::read_excerpt(place, page.file, fence.line);
            if (!found) problems.push_back(found.error());
        };
        if (!source) continue;
        if (const auto* copy = std::get_if<pages::Copy>(&*source))
            check_place(copy->from);
        if (const auto* change = std::get_if<pages::Change>(&*source)) {
            check_place(change->now);
            check_place(change->before);
        }
    }
}

void check_steps(const Chapter& chapter, Problems& problems) {
    for (const auto& page : chapter.pages)
        for (const auto& fence : page.fences) {
            const auto source = pages::parse_source(fence.info);
            if (!source) continue;
            if (const auto* change = std::get_if<pages::Change>(&*source))
                check_change(fence, *change, page, problems);
        }
    for (const auto& entry :
         std::filesystem::directory_iterator(chapter.folder)) {
        if (entry.path().extension() != ".cpp") continue;
        const auto file = entry.path().string();
        const auto lines =
            pages::split_lines(read_file(file, most_octets)).size();
        if (lines > most_program_lines)
            problems.push_back({file, most_program_lines + 1,
                                "has " + std::to_string(lines) +
                                    " lines; a step's program has at most " +
                                    std::to_string(most_program_lines)});
    }
}

} // namespace kit::lint
