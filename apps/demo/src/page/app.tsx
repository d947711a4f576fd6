import type { ReactNode } from 'react'
import styles from './app.module.css'
import { CheckSection } from './components/check-section.js'
import { Controls } from './components/controls.js'
import { DataPanel } from './components/data-panel.js'
import { DeviceCards } from './components/device-cards.js'
import { DeviceSection } from './components/device-section.js'
import { DrawingSection } from './components/drawing-section.js'
import { ExportSection } from './components/export-section.js'
import { Header } from './components/header.js'
import { LayersSection } from './components/layers-section.js'
import { LinkNotice, LiveRegion, PageNotice } from './components/notices.js'
import { Presets } from './components/presets.js'
import { SettingsPanel } from './components/settings-panel.js'
import { TrainingSection } from './components/training-section.js'

/** The page: what is chosen at the left, what comes of it at the right; on narrow screens one below the other. */
export function App(): ReactNode {
  return (
    <div className={styles.page}>
      <a href="#training" className="skip-link">
        Skip to the training
      </a>
      <Header />
      <LinkNotice />
      <PageNotice />
      <Presets />
      <div className={styles.columns}>
        <aside className={styles.side} aria-label="Devices, data and settings">
          <DeviceCards />
          <SettingsPanel />
          <DataPanel />
        </aside>
        <main id="training" tabIndex={-1} className={styles.main}>
          <Controls />
          <TrainingSection />
          <LayersSection />
          <DrawingSection />
          <DeviceSection />
          <CheckSection />
          <ExportSection />
        </main>
      </div>
      <LiveRegion />
    </div>
  )
}
