# Loads the lines of export_projects.py into Redmine: programmes as parents, projects below, in blocks without callbacks,
# then the nested set is rebuilt once (Redmine's own way, one by one, takes more than half an hour).
# Run through load.sh; the file is named in PROJECTS, the administrator's password in ADMIN_PASSWORD.
require "json"

def seconds
  Process.clock_gettime(Process::CLOCK_MONOTONIC)
end

rows = File.foreach(ENV.fetch("PROJECTS"), encoding: "UTF-8").map { |line| JSON.parse(line) }
began = seconds
if Project.count < rows.size
  now = Time.now
  programmes = rows.map { |row| row["programme"] }.uniq.sort
  programmes.each do |code|
    identifier = "programme-" + code.downcase.gsub(/[^a-z0-9]+/, "-")
    Project.find_by(identifier: identifier) ||
      Project.new(name: code, identifier: identifier, is_public: true).tap(&:save!)
  end
  parents = Project.where(name: programmes).pluck(:name, :id).to_h
  rows.each_slice(1000) do |slice|
    Project.insert_all!(slice.map do |row|
      created = row["created_on"] ? Time.parse(row["created_on"]) : now
      { name: row["name"], identifier: row["identifier"], description: row["description"], is_public: true,
        status: row["closed"] ? Project::STATUS_CLOSED : Project::STATUS_ACTIVE, parent_id: parents.fetch(row["programme"]),
        created_on: created, updated_on: created, lft: 0, rgt: 0, inherit_members: false }
    end)
  end
  ids = Project.where(lft: 0).pluck(:id)
  ids.each_slice(1000) { |slice| EnabledModule.insert_all!(slice.map { |id| { project_id: id, name: "issue_tracking" } }) }
  puts format("inserted in %.1f s", seconds - began)
  began = seconds
  Project.rebuild_tree!
  puts format("tree rebuilt in %.1f s", seconds - began)
end

bounds = Project.pluck(:lft, :rgt).flatten
outside = Project.joins("JOIN projects up ON up.id = projects.parent_id")
                 .where("projects.lft <= up.lft OR projects.rgt >= up.rgt").count
abort "the tree is broken" unless bounds.uniq.size == bounds.size && bounds.max == bounds.size && outside.zero?

Setting.rest_api_enabled = "1"
Setting.per_page_options = "25,50,100"
admin = User.find_by!(login: "admin")
admin.password = admin.password_confirmation = ENV.fetch("ADMIN_PASSWORD")
admin.must_change_passwd = false
admin.language = "en"
admin.save!
puts "#{Project.count} projects (#{Project.where(status: Project::STATUS_ACTIVE).count} active), tree checked"
