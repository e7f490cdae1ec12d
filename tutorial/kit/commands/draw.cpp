#include "common/transcript/draw_svg.hpp"
#include "common/transcript/draw_text.hpp"
#include "tutorial/kit/commands/command.hpp"
#include "tutorial/kit/conversation/recording.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

namespace {

constexpr auto about =
    "Draws who says what to whom.\n\n"
    "  kit draw push.wire                      in the terminal\n"
    "  kit draw push.wire --svg > push.svg     for a page\n"
    "  kit draw run.jsonl                      what kit tap --record wrote";

struct Options {
    std::string file;
    bool svg = false;
    std::size_t width = 0; ///< 0: as usual
};

int draw(const Options& options) {
    const auto transcript = options.file.ends_with(".jsonl")
                                ? read_recording(options.file)
                                : read_transcript(options.file);
    const auto picture = diagram(transcript);
    const auto width = [&](std::size_t usual) {
        return options.width == 0 ? usual : options.width;
    };
    std::cout << (options.svg ? draw_svg(picture, width(49))
                              : draw_text(picture, width(80)))
              << std::flush;
    return exit_code::pass;
}

} // namespace

void add_draw(CLI::App& app, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("draw", about);
    command->add_option("FILE", options->file, "A .wire or .jsonl file")
        ->required();
    command->add_flag("--svg", options->svg, "As an SVG picture");
    command
        ->add_option("--width", options->width,
                     "Columns of text: 80, for a picture 49")
        ->check(CLI::Range(40, 400));
    command->callback(
        [options, &run] { run = [options] { return draw(*options); }; });
}
