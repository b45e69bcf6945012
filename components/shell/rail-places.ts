import { ArrowLeftRight, BookText, ClipboardList, Equal, FileDown, History, Landmark, LayoutDashboard, ListTodo, Moon, Phone, Settings, UserCheck, type LucideIcon } from "lucide-react";
import type { Permission } from "@/lib/permissions";

export type RailPlace = {
  /** Below /programs/<slug>/, and the key of its count. */
  path: string;
  label: string;
  icon: LucideIcon;
  permission: Permission;
};

/** The places of the console, in the rail's order. A place is listed when its screen exists. */
export const railPlaces: readonly RailPlace[] = [
  { path: "overview", label: "Overview", icon: LayoutDashboard, permission: "read-overview" },
  { path: "work", label: "Work queue", icon: ClipboardList, permission: "read-work-queue" },
  { path: "accounts", label: "Accounts", icon: Landmark, permission: "read-accounts" },
  { path: "call", label: "Call", icon: Phone, permission: "take-calls" },
  { path: "my-work", label: "My work", icon: ListTodo, permission: "read-accounts" },
  { path: "approvals", label: "Approvals", icon: UserCheck, permission: "read-approvals" },
  { path: "closures", label: "Register", icon: BookText, permission: "read-closures" },
  { path: "dormancy", label: "Dormancy", icon: Moon, permission: "read-dormancy" },
  { path: "activity", label: "Activity", icon: History, permission: "read-activity" },
  { path: "imports", label: "Imports", icon: FileDown, permission: "read-imports" },
  { path: "agreement", label: "Agreement", icon: Equal, permission: "read-agreement" },
  { path: "calls", label: "API log", icon: ArrowLeftRight, permission: "read-calls" },
  { path: "settings", label: "Settings", icon: Settings, permission: "read-settings" },
];
