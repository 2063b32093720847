// SPDX-License-Identifier: Apache-2.0
#include "cli/records/record_source.h"

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/failure.h"
#include "cli/records/csv_source.h"
#include "cli/records/files_source.h"
#include "cli/records/json_lines_source.h"
#include "cli/records/lines_source.h"
#include "cli/records/tar_source.h"
#include "tests/support/temp_dir.h"

namespace modelseal::cli {
namespace {

using testing::TempDir;
using Texts = std::vector<std::string>;

Texts RecordsOf(RecordSource&& source) {
  Texts records;
  Record record;
  while (source.Next(record)) {
    records.push_back(record.bytes + (record.value.empty() ? "" : " -> " + record.value));
  }
  return records;
}

// The message with which reading fails, without the path of the test's directory.
template <typename Read>
std::string FaultOf(const TempDir& directory, Read read) {
  try {
    read();
  } catch (const Failure& failure) {
    CHECK(failure.code() == MODELSEAL_ERROR_INVALID_ARGUMENT);
    std::string message = failure.message();
    const std::string prefix = directory.path().string() + "/";
    for (size_t at = 0; (at = message.find(prefix)) != std::string::npos;) {
      message.erase(at, prefix.size());
    }
    return message;
  }
  return "no failure";
}

Texts Lines(const TempDir& directory, std::string_view text) {
  return RecordsOf(LinesSource(directory.Write("data", text)));
}

Texts Csv(const TempDir& directory, std::string_view text, const CsvColumns& columns = {}) {
  return RecordsOf(CsvSource(directory.Write("data.csv", text), columns));
}

Texts JsonLines(const TempDir& directory, std::string_view text, const JsonFields& fields) {
  return RecordsOf(JsonLinesSource(directory.Write("data.jsonl", text), fields));
}

// POSIX.1-1988 ustar: a header block and the content in blocks of 512 bytes.
std::string TarMember(const std::string& name, std::string_view content, char type = '0',
                      const std::string& target = "") {
  std::string header(512, '\0');
  const auto put = [&](size_t at, const std::string& text) {
    header.replace(at, text.size(), text);
  };
  char size[12];
  std::snprintf(size, sizeof(size), "%011zo", content.size());
  put(0, name);
  put(100, "0000644");
  put(108, "0000000");
  put(116, "0000000");
  put(124, size);
  put(136, "00000000000");
  put(148, "        ");
  header[156] = type;
  put(157, target);
  put(257, std::string("ustar\0"
                       "00",
                       8));
  unsigned sum = 0;
  for (const char byte : header) {
    sum += static_cast<unsigned char>(byte);
  }
  char checksum[8];
  std::snprintf(checksum, sizeof(checksum), "%06o", sum);
  put(148, checksum);
  header[154] = '\0';
  std::string member = header + std::string(content);
  member.resize((member.size() + 511) / 512 * 512);
  return member;
}

Texts Tar(const TempDir& directory, const std::string& members, const std::string& suffix = "") {
  return RecordsOf(
      TarSource(directory.Write("data.tar", members + std::string(1024, '\0')), suffix));
}

TEST_CASE("a line is a record without its end, whether LF or CRLF", "[records]") {
  const TempDir directory;
  CHECK(Lines(directory, "one\ntwo\r\nthree") == Texts{"one", "two", "three"});
}

TEST_CASE("empty lines are no records", "[records]") {
  const TempDir directory;
  CHECK(Lines(directory, "\none\n\n\r\ntwo\n\n") == Texts{"one", "two"});
  CHECK(Lines(directory, "").empty());
}

TEST_CASE("a carriage return inside a line, and all but the last at its end, belong to it",
          "[records]") {
  const TempDir directory;
  CHECK(Lines(directory, "a\rb\r\r\n") == Texts{"a\rb\r"});
}

TEST_CASE("lines have no encoding and may be longer than what is read at once", "[records]") {
  const TempDir directory;
  const std::string line = std::string(1 << 20, 'x') + "\xff" + std::string("\0y", 2);
  CHECK(Lines(directory, "a\n" + line + "\nb") == Texts{"a", line, "b"});
}

TEST_CASE("a source knows the line of its last record", "[records]") {
  const TempDir directory;
  LinesSource source(directory.Write("data", "one\n\ntwo\n"));
  Record record;
  REQUIRE(source.Next(record));
  REQUIRE(source.Next(record));
  CHECK(source.Place() == (directory.path() / "data, line 3").string());
}

TEST_CASE("a file that is not there cannot be read", "[records]") {
  const TempDir directory;
  const std::string path = (directory.path() / "nope").string();
  for (const auto& open : std::vector<void (*)(const std::string&)>{
           [](const std::string& p) { LinesSource source(p); },
           [](const std::string& p) { CsvSource source(p, {}); },
           [](const std::string& p) { FilesSource source(p, ""); },
           [](const std::string& p) { TarSource source(p, ""); }}) {
    try {
      open(path);
      FAIL("it was opened");
    } catch (const Failure& failure) {
      CHECK(failure.code() == MODELSEAL_ERROR_NOT_FOUND);
    }
  }
}

TEST_CASE("files come in the order of their names, of every depth", "[records]") {
  const TempDir directory;
  directory.Write("data/b", "2");
  directory.Write("data/a/z", "1");
  directory.Write("data/.hidden", "0");
  directory.Write("data/c/d/e", "3");
  CHECK(RecordsOf(FilesSource((directory.path() / "data").string(), "")) ==
        Texts{"0", "1", "2", "3"});
}

TEST_CASE("a single file is one record", "[records]") {
  const TempDir directory;
  CHECK(RecordsOf(FilesSource(directory.Write("one", "1\n"), "")) == Texts{"1\n"});
}

TEST_CASE("an empty file is an empty record", "[records]") {
  const TempDir directory;
  directory.Write("data/empty", "");
  CHECK(RecordsOf(FilesSource((directory.path() / "data").string(), "")) == Texts{""});
}

TEST_CASE("a suffix chooses among files", "[records]") {
  const TempDir directory;
  directory.Write("data/a.txt", "text");
  directory.Write("data/a.json", "{}");
  std::filesystem::create_symlink("a.json", directory.path() / "data/link.json");
  CHECK(RecordsOf(FilesSource((directory.path() / "data").string(), ".txt")) == Texts{"text"});
}

TEST_CASE("a link among files is refused, not left out", "[records]") {
  const TempDir directory;
  directory.Write("data/a", "1");
  std::filesystem::create_symlink("a", directory.path() / "data/b");
  CHECK(FaultOf(directory, [&] {
          RecordsOf(FilesSource((directory.path() / "data").string(), ""));
        }) == "data/b: neither a regular file nor a directory");
}

TEST_CASE("a JSON text is a record as it stands", "[records]") {
  const TempDir directory;
  CHECK(JsonLines(directory, "{\"b\": 1}\r\n\n[ ]\n", {}) == Texts{"{\"b\": 1}", "[ ]"});
}

TEST_CASE("a member of a JSON text is a record and another its value", "[records]") {
  const TempDir directory;
  CHECK(JsonLines(directory, R"({"text": "caf\u00e9\n", "label": 7, "ok": true})",
                  {"text", "label"}) == Texts{"caf\u00e9\n -> 7"});
  CHECK(JsonLines(directory, R"({"ok": true})", {"ok", ""}) == Texts{"true"});
  CHECK(JsonLines(directory, R"({"a":1})", {"", "a"}) == Texts{"{\"a\":1} -> 1"});
}

TEST_CASE("JSON that readers could take in different ways is refused", "[records]") {
  const TempDir directory;
  const auto fault = [&](std::string_view text) {
    return FaultOf(directory, [&] { JsonLines(directory, text, {"a", ""}); });
  };
  CHECK(fault(R"({"a": "1", "a": "2"})") == "data.jsonl, line 1: the member a is there twice");
  CHECK(fault(R"({"a": "1", "b": {"c": 1, "c": 1}})") ==
        "data.jsonl, line 1: the member c is there twice");
  CHECK(fault("{\"a\": \"1\"}\n{\"a\": \"1\"} x").rfind("data.jsonl, line 2: not JSON: ", 0) == 0);
  CHECK(fault("{\"a\": \"\xff\"}").rfind("data.jsonl, line 1: not JSON: ", 0) == 0);
  CHECK(fault("// c\n").rfind("data.jsonl, line 1: not JSON: ", 0) == 0);
}

TEST_CASE("a member that is not there or has no one spelling is refused", "[records]") {
  const TempDir directory;
  const auto fault = [&](std::string_view text) {
    return FaultOf(directory, [&] { JsonLines(directory, text, {"a", ""}); });
  };
  CHECK(fault("{}") == "data.jsonl, line 1: no member a");
  CHECK(fault("[1]") == "data.jsonl, line 1: not a JSON object, so that it has no member a");
  CHECK(fault(R"({"a": 0.1})") ==
        "data.jsonl, line 1: the member a is number, expected text, a whole number or a boolean");
  CHECK(fault(R"({"a": null})").find("is null") != std::string::npos);
  CHECK(fault(R"({"a": ["x"]})").find("is array") != std::string::npos);
}

TEST_CASE("members of the same name in different objects are fine", "[records]") {
  const TempDir directory;
  CHECK(JsonLines(directory, R"({"a": "1", "b": [{"a": 1}, {"a": 2}]})", {"a", ""}) == Texts{"1"});
}

TEST_CASE("deep JSON does not end the program", "[records]") {
  const TempDir directory;
  const std::string deep(1'000'000, '[');
  CHECK(FaultOf(directory, [&] {
          JsonLines(directory, deep, {"a", ""});
        }).find("not JSON") != std::string::npos);
  CHECK(FaultOf(directory, [&] {
          JsonLines(directory, deep + std::string(deep.size(), ']'), {"a", ""});
        }).find("not a JSON object") != std::string::npos);
}

TEST_CASE("a row of CSV is a record as a JSON array", "[records]") {
  const TempDir directory;
  CHECK(Csv(directory, "a,b\r\n1,\"x \"\"y\"\"\"\r\n,caf\u00e9\r\n") ==
        Texts{R"(["1","x \"y\""])", "[\"\",\"caf\u00e9\"]"});
}

TEST_CASE("a column of CSV is a record and another its value", "[records]") {
  const TempDir directory;
  CHECK(Csv(directory, "id,text,split\n1,\"a, b\nc\r\n\",train\n2,z,test\n", {"text", "split"}) ==
        Texts{"a, b\nc\r\n -> train", "z -> test"});
}

TEST_CASE("spaces belong to fields of CSV", "[records]") {
  const TempDir directory;
  CHECK(Csv(directory, "a,b\n  x , y\t\n", {"b"}) == Texts{" y\t"});
  CHECK(Csv(directory, "a,b\n  x , y\t\n", {"a"}) == Texts{"  x "});
}

TEST_CASE("CSV may have a byte order mark, other delimiters and no last line end", "[records]") {
  const TempDir directory;
  CHECK(Csv(directory,
            "\xEF\xBB\xBF"
            "a\tb\n1\t2,3",
            {"b", "", '\t'}) == Texts{"2,3"});
  CHECK(Csv(directory, "\xEF\xBB\xBF\"a\";b\n1;2", {"a", "", ';'}) == Texts{"1"});
}

TEST_CASE("fields of CSV may be longer than what is read at once, and hold zero bytes",
          "[records]") {
  const TempDir directory;
  const std::string field = std::string(600'000, 'x') + std::string("\0,\n", 3);
  CHECK(Csv(directory, "a\n\"" + field + "\"\nb\n", {"a"}) == Texts{field, "b"});
}

TEST_CASE("CSV without rows has no records", "[records]") {
  const TempDir directory;
  CHECK(Csv(directory, "").empty());
  CHECK(Csv(directory, "a,b\n\n\n").empty());
}

TEST_CASE("CSV whose rows are not alike is refused", "[records]") {
  const TempDir directory;
  const auto fault = [&](std::string_view text) {
    return FaultOf(directory, [&] { Csv(directory, text, {"a"}); });
  };
  CHECK(fault("a,b\n1,2\n3\n") == "data.csv, row 3: 1 field, expected 2 as in the first row");
  CHECK(fault("a,b\n1,2,\n") == "data.csv, row 2: 3 fields, expected 2 as in the first row");
}

TEST_CASE("CSV with a stray quotation mark is refused", "[records]") {
  const TempDir directory;
  for (const std::string_view text :
       {"a\nx\ny\"z\n", "a\nx\n\"y\"z\n", "a\nx\n\"y\" \n", "a\nx\n \"y\"\n", "a\nx\n\"y\n"}) {
    CHECK(FaultOf(directory, [&] { Csv(directory, text, {"a"}); }) ==
          "data.csv, row 3: a quotation mark where none may be, or one that is not closed");
  }
}

TEST_CASE("a column must be there once", "[records]") {
  const TempDir directory;
  CHECK(FaultOf(directory, [&] { Csv(directory, "a,b\n", {"c"}); }) ==
        "data.csv, row 1: no column c");
  CHECK(FaultOf(directory, [&] { Csv(directory, "a,a\n", {"a"}); }) ==
        "data.csv, row 1: the column a is there twice");
}

TEST_CASE("a row that is not UTF-8 is no JSON array", "[records]") {
  const TempDir directory;
  CHECK(FaultOf(directory, [&] { Csv(directory, "a\n\xff\n"); }) ==
        "data.csv, row 2: not UTF-8, so that it is no JSON");
  CHECK(Csv(directory, "a\n\xff\n", {"a"}) == Texts{"\xff"});
}

TEST_CASE("members of a tar archive are records in their order", "[records]") {
  const TempDir directory;
  const std::string large(1'000'000, 'x');
  CHECK(Tar(directory, TarMember("b", "2") + TarMember("dir/", "", '5') + TarMember("a", large) +
                           TarMember("empty", "")) == Texts{"2", large, ""});
}

TEST_CASE("a suffix chooses among members", "[records]") {
  const TempDir directory;
  CHECK(Tar(directory,
            TarMember("1.txt", "text") + TarMember("1.jpg", "x") + TarMember("l", "", '2', "1.txt"),
            ".txt") == Texts{"text"});
}

TEST_CASE("links and devices in a tar archive are refused, not left out", "[records]") {
  const TempDir directory;
  for (const char type : {'1', '2', '3', '4', '6'}) {
    CHECK(FaultOf(directory, [&] {
            Tar(directory, TarMember("a", "1") + TarMember("l", "", type, "a"));
          }) == "data.tar, member l: neither a regular file nor a directory");
  }
}

TEST_CASE("a tar archive that is cut or altered is refused", "[records]") {
  const TempDir directory;
  const std::string whole = TarMember("a", std::string(2000, 'x')) + TarMember("b", "1");
  std::string altered = whole;
  altered[2048 + 512 + 5] ^= 1;
  CHECK(FaultOf(directory, [&] { Tar(directory, altered); }).find("no whole tar archive: ") !=
        std::string::npos);
  for (const size_t size : {size_t{600}, size_t{2600}}) {
    const std::string cut = directory.Write("cut.tar", whole.substr(0, size));
    CHECK(FaultOf(directory, [&] {
            RecordsOf(TarSource(cut, ""));
          }).find("no whole tar archive: ") != std::string::npos);
  }
}

TEST_CASE("what is no tar archive is refused", "[records]") {
  const TempDir directory;
  for (const std::string_view content : {"\x1f\x8b\x08 compressed", "text", ""}) {
    const std::string path = directory.Write("no.tar", content);
    CHECK(FaultOf(directory, [&] {
            RecordsOf(TarSource(path, ""));
          }).find("no whole tar archive: ") != std::string::npos);
  }
}

TEST_CASE("a size in a tar header that no file has is refused before memory is taken",
          "[records]") {
  const TempDir directory;
  std::string member = TarMember("a", "");
  // GNU tar: base 256 for sizes that digits cannot say.
  std::memset(member.data() + 124, 0, 12);
  member[124] = '\x80';
  member[124 + 5] = '\x01';
  unsigned sum = 0;
  for (size_t at = 0; at < 512; ++at) {
    sum += at >= 148 && at < 156 ? ' ' : static_cast<unsigned char>(member[at]);
  }
  std::snprintf(member.data() + 148, 8, "%06o", sum);
  member[155] = ' ';
  CHECK(FaultOf(directory, [&] { Tar(directory, member); }) ==
        "data.tar, member a: a record of more than 1 GiB");
}

}  // namespace
}  // namespace modelseal::cli
