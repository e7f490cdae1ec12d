#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

/// An empty folder for one test, which is removed at its end.
struct OwnFolder {
    std::filesystem::path path;

    OwnFolder() {
        auto name =
            (std::filesystem::temp_directory_path() / "kit-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("no folder");
        path = name;
    }
    ~OwnFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    OwnFolder(const OwnFolder&) = delete;
    OwnFolder& operator=(const OwnFolder&) = delete;

    /// Writes a file in the folder, and makes the folders that it needs.
    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path / name).parent_path());
        std::ofstream(path / name) << text;
    }
};
