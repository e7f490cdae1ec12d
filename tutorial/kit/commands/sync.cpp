#include "tutorial/kit/commands/sync.hpp"

#include "tutorial/kit/authors/pages/difference.hpp"
#include "tutorial/kit/authors/pages/renewed_page.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/files.hpp"

#include <iostream>

namespace kit::commands {

namespace {

constexpr std::size_t most_octets = 1U << 20U;

std::vector<std::string> all_pages(const SyncOptions& options,
                                   const pages::ProjectFolders& folders) {
    auto names = options.names;
    if (names.empty()) {
        names.push_back(folders.tutorial.string());
        const auto cover = folders.project / "README.md";
        if (std::filesystem::exists(cover)) names.push_back(cover.string());
    }
    std::vector<std::string> pages;
    for (const auto& name : names)
        for (auto& page : pages::find_pages(name))
            pages.push_back(std::move(page));
    return pages;
}

void show_stale(const std::string& page, const pages::RenewedPage& renewed) {
    for (const auto& one : renewed.stale) {
        std::cout << page << ':' << one.line << ": this block is stale\n";
        std::cout << pages::join_lines(
            pages::unified_difference(one.before, one.after));
    }
    if (!renewed.stale.empty())
        std::cout << "To renew it: kit sync " << shell_word(page) << std::endl;
}

} // namespace

int sync(const SyncOptions& options) try {
    pages::Making making{pages::find_project_folders(),
                         std::chrono::seconds(options.patience)};
    std::size_t blocks = 0;
    std::size_t stale = 0;
    std::size_t problems = 0;
    const auto files = all_pages(options, making.folders);
    for (const auto& page : files) {
        const auto renewed =
            pages::renew(read_file(page, most_octets), page, making);
        blocks += renewed.blocks;
        stale += renewed.stale.size();
        problems += renewed.problems.size();
        for (const auto& problem : renewed.problems)
            std::cerr << print(problem) << std::endl;
        if (options.check) {
            show_stale(page, renewed);
        } else if (!renewed.stale.empty()) {
            pages::replace_file(page, renewed.text);
            std::cout << "renewed " << page << ", "
                      << pages::counted(renewed.stale.size(), "block")
                      << std::endl;
        }
    }
    if (making.shared_loopback)
        std::cerr << "note: this system gives no private network, so a port "
                     "that is taken here was taken in the consoles too\n";
    std::cout << pages::counted(files.size(), "page") << ", "
              << pages::counted(blocks, "block") << ", " << stale
              << (options.check ? " stale, " : " renewed, ") << problems
              << " wrong\n";
    const bool good = problems == 0 && (!options.check || stale == 0);
    return good ? exit_code::pass : exit_code::fail;
} catch (const Interrupt::Asked&) {
    return say_bye();
}

} // namespace kit::commands
